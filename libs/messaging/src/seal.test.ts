import { envelope, traceparent } from '@pinhole/contracts';
import { runInContext } from '@pinhole/service-kit';
import { describe, expect, it } from '@jest/globals';
import { seal } from './seal.js';
import { bellRung } from './sample-contracts.fixture.js';

const now = new Date('2026-11-21T09:30:00.123Z');
const body = { photo: { id: 'one', rank: 1 } };
const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('seal', () => {
  it('makes an envelope that every reader can open', () => {
    expect(envelope.parse(seal(bellRung, body, now))).toMatchObject({
      name: 'bell.rung.v1',
      occurredAt: '2026-11-21T09:30:00.123Z',
      body,
    });
  });

  it('refuses a body that breaks the contract, where the bug is', () => {
    expect(() => seal(bellRung, { photo: { id: 'one', rank: 0.5 } }, now)).toThrow(/rank/);
  });

  it('sends nothing that the contract does not name', () => {
    const more = { photo: { ...body.photo, secret: 'x' } };
    expect(seal(bellRung, more, now).body).toEqual(body);
  });

  it('gives every message an id of its own', () => {
    const ids = Array.from({ length: 50 }, () => seal(bellRung, body, now).id);
    expect(new Set(ids).size).toBe(50);
  });

  it('carries on the trace that it is made in', () => {
    const sealed = runInContext({ traceparent: trace }, () => seal(bellRung, body, now));
    expect(traceparent.parse(sealed.traceparent)).toBe(trace);
    expect(seal(bellRung, body, now)).not.toHaveProperty('traceparent');
  });
});
