import { describe, expect, it } from '@jest/globals';
import { isOwnDatabase } from './is-own-database.js';

describe('the stack’s own database', () => {
  it.each(['mysql://root:secret@mysql', 'mysql://root:secret@mysql:3306/', 'mysql://mysql/pinhole_uploads'])('is %s', (url) => {
    expect(isOwnDatabase(url)).toBe(true);
  });

  it.each([
    'mysql://root:secret@127.0.0.1:3306/',
    'mysql://root:secret@localhost/',
    'mysql://root:secret@mysql.example.com/',
    'mysql://mysql@prod/mysql',
    'mysql://MYSQL/',
    'mysql://mysql/?host=prod',
    'mysql://mysql/?socketPath=/run/mysqld.sock',
    'http://mysql/',
    'mysql:',
    'mysql',
    '',
  ])('is not %s', (url) => {
    expect(isOwnDatabase(url)).toBe(false);
  });
});
