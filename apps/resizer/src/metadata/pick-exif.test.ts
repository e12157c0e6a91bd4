import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ascii, bomb, exifOf, rationals } from './exif.fixture.js';
import { pickExif } from './pick-exif.js';
import { readExif } from './read-exif.js';

/** Far over what a real one comes to, far under what costs a reader anything. */
const pickedBytesMax = 2_048;

describe('what is handed on of EXIF', () => {
  it('is nothing but the tags that are read', () => {
    const exif = exifOf({
      image: [ascii(0x010f, 'Canon'), ascii(0x013b, 'an artist')],
      photo: [ascii(0xa430, 'an owner'), ascii(0xa431, 'a serial number'), ascii(0xa434, 'a lens')],
    });
    const picked = pickExif(exif)!;
    for (const kept of ['Canon', 'a lens']) expect([kept, picked.includes(kept)]).toEqual([kept, true]);
    for (const left of ['an artist', 'an owner', 'a serial number']) expect([left, picked.includes(left)]).toEqual([left, false]);
  });

  it.each([
    { of: 'a JPEG’s 64 kB', entries: 5_400, bytes: 65_535 },
    { of: 'a PNG’s 20 MB', entries: 65_535, bytes: 20_000_000 },
  ])('is small and costs nothing, whatever $of claim', ({ entries, bytes }) => {
    const exif = bomb(entries, bytes);
    const before = process.cpuUsage();
    expect(pickExif(exif)!.length).toBeLessThan(pickedBytesMax);
    readExif(exif);
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });

  it('is small, and can be read, whatever bytes there are', () => {
    const real = exifOf({
      image: [ascii(0x010f, 'Canon'), ascii(0x0110, 'EOS R5')],
      photo: [ascii(0x9003, '2024:02:29 12:34:56'), ascii(0xa434, 'a lens'), rationals(0x829a, [1, 250])],
      gps: [ascii(1, 'N'), rationals(2, [60, 1, 10, 1, 30, 1]), ascii(3, 'E'), rationals(4, [24, 1, 56, 1, 0, 1])],
    });
    const changes = fc.array(fc.record({ at: fc.nat(real.length - 1), byte: fc.nat(255) }), { maxLength: 12 });
    const changed = fc.tuple(changes, fc.nat(real.length)).map(([flips, length]) => {
      const bytes = Buffer.from(real);
      for (const { at, byte } of flips) bytes[at] = byte;
      return bytes.subarray(0, length);
    });
    const anything = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.concat([Buffer.from('MM\0*\0\0\0\x08'), bytes]));
    fc.assert(
      fc.property(fc.oneof(changed, anything), (exif) => {
        expect(pickExif(exif)?.length ?? 0).toBeLessThan(pickedBytesMax);
        readExif(exif);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['', 'Exif\0\0', 'II', 'II*\0', 'MM*\0\0\0\0\x08', '<html>'])('is nothing of what is no EXIF: %j', (bytes) => {
    const picked = pickExif(Buffer.from(bytes, 'latin1'));
    expect(picked === null || picked.length < 60).toBe(true);
    expect(readExif(Buffer.from(bytes, 'latin1'))).toMatchObject({ dateTimeOriginal: null, location: null });
  });
});
