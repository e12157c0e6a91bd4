import { traceparent } from '@pinhole/contracts';
import { describe, expect, it } from '@jest/globals';
import { continueTrace } from './continue-trace.js';

const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

describe('continueTrace', () => {
  it('keeps the trace and its flags, with a span of its own', () => {
    const next = traceparent.parse(continueTrace(given));
    expect(next).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
    expect(next).not.toBe(given);
  });

  it('begins a trace where there is none', () => {
    expect(traceparent.safeParse(continueTrace(undefined)).success).toBe(true);
    expect(continueTrace(undefined)).not.toBe(continueTrace(undefined));
  });
});
