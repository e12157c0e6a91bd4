import { describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import { decodeCursor, encodeCursor } from './cursor.js';

const position = { uploadedAt: new Date('2026-11-21T09:30:00.123Z'), id: '019aa5c0-8f2e-7a41-9c3d-5e6f70819203' as PhotoId };

describe('a cursor', () => {
  it('comes back as the position it was made of', () => {
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  });

  it.each([
    '',
    'x',
    '0',
    encodeCursor(position).slice(1),
    `${encodeCursor(position)}=`,
    Buffer.from('1.2').toString('base64url'),
  ])('is refused when it is not ours: %j', (cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  });
});
