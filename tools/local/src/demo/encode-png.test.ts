import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { demoPictures } from './demo-pictures.js';
import { encodePng } from './encode-png.js';
import { paint } from './paint.js';

describe('the demo pictures', () => {
  it('are a dozen with titles of their own, the same at every start', () => {
    expect(new Set(demoPictures.map(({ title }) => title)).size).toBe(12);
    const small = { ...demoPictures[0]!, width: 90, height: 60 };
    expect(Buffer.from(encodePng(paint(small))).equals(encodePng(paint(small)))).toBe(true);
  });

  it('are written so that every pixel can be read again', () => {
    const rgb = Uint8Array.from({ length: 4 * 3 * 3 }, (_, index) => (index * 71) % 256);
    const png = Buffer.from(encodePng({ width: 4, height: 3, rgb }));
    expect(png.readUInt32BE(16)).toBe(4);
    expect(png.readUInt32BE(20)).toBe(3);
    const at = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
    const read = new Uint8Array(rgb.length);
    for (let y = 0; y < 3; y++) {
      for (let x = 0; x < 12; x++) read[y * 12 + x] = rows[y * 13 + 1 + x]! + (y > 0 ? read[(y - 1) * 12 + x]! : 0);
    }
    expect(read).toEqual(rgb);
  });
});
