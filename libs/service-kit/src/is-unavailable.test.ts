import { describe, expect, it } from '@jest/globals';
import { isUnavailable } from './is-unavailable.js';

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('an error after which it helps to come again', () => {
  it.each([
    { what: 'a connection that is refused', error: refused },
    { what: 'one below another', error: new Error('Query failed', { cause: refused }) },
    { what: 'one that TypeORM has wrapped', error: Object.assign(new Error('x'), { driverError: refused }) },
    { what: 'a server that is read-only', error: Object.assign(new Error('x'), { errno: 1290 }) },
    { what: 'a fault of AWS', error: Object.assign(new Error('x'), { $fault: 'server' }) },
    { what: 'a call that took too long', error: Object.assign(new Error('x'), { name: 'TimeoutError' }) },
    {
      what: 'a database connection that ended just before it was used',
      error: Object.assign(new Error("Can't add new command when connection is in closed state"), { fatal: true }),
    },
  ])('is $what', ({ error }) => {
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    { what: 'a bug', error: new TypeError('x is not a function') },
    { what: 'a statement that is wrong', error: Object.assign(new Error('x'), { errno: 1064 }) },
    { what: 'an account that is refused', error: Object.assign(new Error('x'), { errno: 1045, fatal: true }) },
    { what: 'no error at all', error: null },
  ])('is not $what', ({ error }) => {
    expect(isUnavailable(error)).toBe(false);
  });
});
