import { describe, expect, it } from '@jest/globals';
import { newId } from './new-id.js';
import { uuidBytes } from './uuid-bytes.js';

describe('a UUID', () => {
  it('is 16 bytes in a row and the same text again at the door', () => {
    const uuid = '019aa5c0-8f2e-7a41-9c3d-5e6f70819203';
    const bytes = uuidBytes.to(uuid) as Buffer;
    expect(bytes).toEqual(Buffer.from('019aa5c08f2e7a419c3d5e6f70819203', 'hex'));
    expect(uuidBytes.from(bytes)).toBe(uuid);
  });

  it('that is not there stays away', () => {
    expect([uuidBytes.to(undefined), uuidBytes.to(null), uuidBytes.from(null)]).toEqual([undefined, null, null]);
  });
});

describe('a new id', () => {
  it('sorts after the ids before it, and is never the same', () => {
    const ids = Array.from({ length: 1_000 }, () => newId());
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.map((id) => id.slice(0, 13))).toEqual(ids.map((id) => id.slice(0, 13)).sort());
  });
});
