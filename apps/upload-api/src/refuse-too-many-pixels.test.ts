import { describe, expect, it } from '@jest/globals';
import { photoFormats, pixelCaps, type PhotoFormatName } from '@pinhole/resources';
import { refuseTooManyPixels } from './refuse-too-many-pixels.js';

function png(width: number, height: number, interlace = 0): Buffer {
  const head = Buffer.from(`\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR${'\0'.repeat(17)}`, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head.writeUInt8(interlace, 28);
  return head;
}

function gif(width: number, height: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return head;
}

function webp(width: number, height: number): Buffer {
  const head = Buffer.from(`RIFF\0\0\0\0WEBPVP8X${'\0'.repeat(20)}`, 'latin1');
  head.writeUIntLE(width - 1, 24, 3);
  head.writeUIntLE(height - 1, 27, 3);
  return head;
}

const widthMax = (format: PhotoFormatName, height: number) => Math.floor(photoFormats[format].pixelsMax / height);

describe('a picture whose first bytes say its size', () => {
  it.each<{ format: PhotoFormatName; head: (width: number, height: number) => Buffer }>([
    { format: 'png', head: png },
    { format: 'gif', head: gif },
    { format: 'webp', head: webp },
  ])('is let through up to the last pixel that is decoded of a $format, and then refused', ({ format, head }) => {
    const width = widthMax(format, 10_000);
    expect(() => refuseTooManyPixels(format, head(width, 10_000))).not.toThrow();
    expect(() => refuseTooManyPixels(format, head(width + 1, 10_000))).toThrow(
      photoFormats[format].pixelsMax.toLocaleString('en'),
    );
  });

  it('is held to less where it is written in a way that costs more', () => {
    expect(() => refuseTooManyPixels('png', png(10_000, 5_001))).not.toThrow();
    expect(() => refuseTooManyPixels('png', png(10_000, 5_001, 1))).toThrow('50,000,000');
  });

  it('may not be longer than any side that is decoded', () => {
    expect(() => refuseTooManyPixels('png', png(pixelCaps.sideMax, 1))).not.toThrow();
    expect(() => refuseTooManyPixels('png', png(pixelCaps.sideMax + 1, 1))).toThrow('65,000');
  });
});

describe('a picture whose first bytes do not say its size', () => {
  it.each<PhotoFormatName>(['jpeg', 'avif', 'heic', 'png', 'gif', 'webp'])('is left to who reads all of it: %s', (format) => {
    expect(() => refuseTooManyPixels(format, Buffer.from('\xff\xd8\xff', 'latin1'))).not.toThrow();
  });
});
