import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoFormatName } from '@pinhole/resources';
import sharp from 'sharp';
import { heicFile } from '../heic/heic-file.fixture.js';
import { framesCountMax } from './picture-header.js';
import { readHeader } from './read-header.js';

const still = { frames: 1, scans: 1, bits: 8, decodedWhole: false };
const picture = (width = 61, height = 37) => sharp({ create: { width, height, channels: 3, background: '#246' } });

/** A GIF of frames that hold nothing, the first of them as large as asked. */
function gifOf(frames: number, width: number, height: number): Buffer {
  const screen = Buffer.from('GIF89a\x3d\0\x25\0\0\0\0', 'latin1');
  const frame = (w: number, h: number) =>
    Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, w & 255, w >> 8, h & 255, h >> 8, 0, 2, 1, 0x3b, 0]);
  return Buffer.concat([
    screen,
    frame(width, height),
    ...Array.from({ length: frames - 1 }, () => frame(1, 1)),
    Buffer.from(';'),
  ]);
}

describe('the header of what an encoder wrote', () => {
  it.each([
    { of: 'a JPEG', format: 'jpeg', bytes: () => picture().jpeg(), expected: still },
    {
      of: 'a progressive JPEG',
      format: 'jpeg',
      bytes: () => picture().jpeg({ progressive: true }),
      expected: { decodedWhole: true },
    },
    { of: 'a PNG', format: 'png', bytes: () => picture().png(), expected: still },
    {
      of: 'an interlaced PNG',
      format: 'png',
      bytes: () => picture().png({ progressive: true }),
      expected: { decodedWhole: true },
    },
    { of: 'a WebP', format: 'webp', bytes: () => picture().webp(), expected: still },
    { of: 'a lossless WebP', format: 'webp', bytes: () => picture().webp({ lossless: true }), expected: still },
    {
      of: 'a WebP with metadata',
      format: 'webp',
      bytes: () =>
        picture()
          .withExif({ IFD0: { Artist: 'A' } })
          .webp(),
      expected: still,
    },
    { of: 'a GIF', format: 'gif', bytes: () => picture().gif(), expected: still },
    { of: 'an AVIF', format: 'avif', bytes: () => picture().avif({ effort: 0 }), expected: still },
    {
      of: 'an AVIF of 10 bits',
      format: 'avif',
      bytes: () => picture().avif({ effort: 0, bitdepth: 10 }),
      expected: { bits: 10 },
    },
    {
      of: 'an AVIF of 12 bits',
      format: 'avif',
      bytes: () => picture().avif({ effort: 0, bitdepth: 12 }),
      expected: { bits: 12 },
    },
    {
      of: 'a PNG of 16 bits',
      format: 'png',
      bytes: () => picture().toColourspace('rgb16').png(),
      expected: { bits: 16, bands: 3 },
    },
    { of: 'a grey JPEG', format: 'jpeg', bytes: () => picture().toColourspace('b-w').jpeg(), expected: { bits: 8, bands: 1 } },
    { of: 'a JPEG in CMYK', format: 'jpeg', bytes: () => picture().toColourspace('cmyk').jpeg(), expected: { bands: 4 } },
  ] as const)('is read from $of', async ({ format, bytes, expected }) => {
    expect(readHeader(format, await bytes().toBuffer())).toMatchObject({ format, width: 61, height: 37, ...expected });
  });

  it.each([undefined, 32])('is read from a HEIC, in tiles of %p or in one', (tile) => {
    const heic = heicFile({ width: 90, height: 60, sampleOf: () => [99, 128, 128], ...(tile ? { tile } : {}) });
    expect(readHeader('heic', heic)).toMatchObject({ format: 'heic', width: 90, height: 60, ...still });
  });

  it.each(['gif', 'webp'] as const)('has the frames of an animated %s', async (format) => {
    const frames = sharp({ create: { width: 40, height: 60, channels: 3, background: '#f00', pageHeight: 30 } });
    // Frames that look alike would be written as one.
    const second = await picture(40, 30).png().toBuffer();
    const bytes = await frames
      .composite([{ input: second, top: 30, left: 0 }])
      .toFormat(format)
      .toBuffer();
    expect(readHeader(format, bytes)).toMatchObject({ width: 40, height: 30, frames: 2 });
  });

  it('is none where a side is 0', async () => {
    const png = await picture().png().toBuffer();
    png.writeUInt32BE(0, 20);
    expect(readHeader('png', png)).toBeNull();
  });
});

describe('the header of a GIF', () => {
  it('is as large as its largest frame, which the decoder makes room for', () => {
    expect(readHeader('gif', gifOf(2, 5_000, 4_000))).toMatchObject({ width: 5_000, height: 4_000, frames: 2 });
  });

  it('leaves off counting a bomb’s frames', () => {
    expect(readHeader('gif', gifOf(framesCountMax + 9, 1, 1))?.frames).toBe(framesCountMax);
  });
});

describe('the header of an AVIF', () => {
  it('is the largest size that anything in it declares', async () => {
    const bytes = await picture().avif({ effort: 0 }).toBuffer();
    const size = bytes.indexOf('ispe');
    const another = Buffer.from(bytes.subarray(size - 4, size + 16));
    another.writeUInt32BE(16_000, 12);
    another.writeUInt32BE(15_000, 16);
    const grown = Buffer.concat([bytes.subarray(0, size - 4), another, bytes.subarray(size - 4)]);
    for (const name of ['meta', 'iprp', 'ipco']) {
      const at = grown.indexOf(name) - 4;
      grown.writeUInt32BE(grown.readUInt32BE(at) + another.length, at);
    }
    expect(readHeader('avif', grown)).toMatchObject({ width: 16_000, height: 15_000 });
  });

  it('does not follow boxes into boxes without end', () => {
    const nested = Buffer.alloc(1_200_000);
    for (let at = 0; at + 12 <= nested.length; at += 12) {
      nested.writeUInt32BE(nested.length - at, at);
      nested.write('meta', at + 4);
    }
    expect(readHeader('avif', nested)).toBeNull();
  });
});

describe('a file that is cut short or changed anywhere', () => {
  const files: [PhotoFormatName, Buffer][] = [];

  beforeAll(async () => {
    const small = picture(16, 16);
    files.push(
      ['jpeg', await small.clone().jpeg({ progressive: true }).toBuffer()],
      ['png', await small.clone().png().toBuffer()],
    );
    files.push(
      [
        'webp',
        await small
          .clone()
          .withExif({ IFD0: { Artist: 'A' } })
          .webp()
          .toBuffer(),
      ],
      ['gif', gifOf(20, 3, 3)],
    );
    files.push(['avif', await small.clone().avif({ effort: 0 }).toBuffer()]);
    files.push(['heic', heicFile({ width: 16, height: 16, sampleOf: () => [99, 128, 128] })]);
  });

  it('never makes a reader throw', () => {
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (const [format, bytes] of files) {
      for (let length = 0; length <= bytes.length; length++)
        expect(() => readHeader(format, bytes.subarray(0, length))).not.toThrow();
      for (let round = 0; round < 3_000; round++) {
        const changed = Buffer.from(bytes);
        for (let changes = 0; changes <= random(4); changes++) changed[random(changed.length)] = random(2) ? 0xff : random(256);
        expect(() => readHeader(format, changed)).not.toThrow();
      }
    }
  });
});
