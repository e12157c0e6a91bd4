import { describe, expect, it } from '@jest/globals';
import { formatsTaken, photoFormats, pixelCaps } from '@pinhole/resources';
import { bandsMax, judgeHeader, scansMax } from './judge-header.js';
import type { PictureHeader } from './picture-header.js';
import { rejections } from '../rejections.js';

const million = 1_000_000;
const still: PictureHeader = {
  format: 'jpeg',
  width: 1000,
  height: 1000,
  frames: 1,
  scans: 1,
  bands: 3,
  bits: 8,
  decodedWhole: false,
};

/** A header with as many pixels as asked for, as nearly square as whole megapixels allow. */
function of(changes: Partial<PictureHeader>, pixels: number): PictureHeader {
  return { ...still, ...changes, width: 10_000, height: pixels / 10_000 };
}

describe('the caps', () => {
  it.each([
    { of: 'a JPEG', changes: {}, pixelsMax: photoFormats.jpeg.pixelsMax },
    { of: 'a progressive JPEG', changes: { decodedWhole: true, scans: 10 }, pixelsMax: photoFormats.jpeg.narrower[0].pixelsMax },
    { of: 'a PNG', changes: { format: 'png' }, pixelsMax: photoFormats.png.pixelsMax },
    {
      of: 'an interlaced PNG',
      changes: { format: 'png', decodedWhole: true },
      pixelsMax: photoFormats.png.narrower[0].pixelsMax,
    },
    { of: 'a WebP', changes: { format: 'webp' }, pixelsMax: photoFormats.webp.pixelsMax },
    { of: 'an AVIF', changes: { format: 'avif' }, pixelsMax: photoFormats.avif.pixelsMax },
    {
      of: 'an AVIF of more than 8 bits',
      changes: { format: 'avif', bits: 10 },
      pixelsMax: photoFormats.avif.narrower[0].pixelsMax,
    },
    { of: 'a HEIC', changes: { format: 'heic' }, pixelsMax: photoFormats.heic.pixelsMax },
    { of: 'a GIF', changes: { format: 'gif' }, pixelsMax: photoFormats.gif.pixelsMax },
    { of: 'a GIF', changes: { format: 'gif', frames: 2_000 }, pixelsMax: photoFormats.gif.pixelsMax },
  ] as const)('let $of through up to its last pixel', ({ of: kind, changes, pixelsMax }) => {
    expect(judgeHeader(of(changes, pixelsMax))).toBeNull();
    const rejection = judgeHeader(of(changes, pixelsMax + million));
    expect(rejection?.code).toBe('too_many_pixels');
    expect(rejection?.detail).toContain(`${kind} may have at most ${pixelsMax.toLocaleString('en-US')}`);
  });

  it.each([
    {
      what: 'a side',
      changes: { width: pixelCaps.sideMax, height: 1 },
      over: { width: pixelCaps.sideMax + 1 },
      code: 'side_too_long',
    },
    {
      what: 'frames',
      changes: { frames: pixelCaps.framesMax, width: 100, height: 100 },
      over: { frames: pixelCaps.framesMax + 1 },
      code: 'too_many_frames',
    },
    { what: 'values', changes: { bands: bandsMax }, over: { bands: bandsMax + 1 }, code: 'too_many_bands' },
    { what: 'scans', changes: { scans: scansMax }, over: { scans: scansMax + 1 }, code: 'too_many_scans' },
  ])('let $what through up to the last', ({ changes, over, code }) => {
    expect(judgeHeader({ ...still, ...changes })).toBeNull();
    expect(judgeHeader({ ...still, ...changes, ...over })?.code).toBe(code);
  });
});

describe('every rejection', () => {
  const all = [
    rejections.unsupportedFormat(null, formatsTaken({ takesHeic: true })),
    rejections.unsupportedFormat('TIFF or camera raw', ['jpeg', 'png']),
    rejections.tooManyPixels('an interlaced PNG', 256_000_000, 50_000_000),
    rejections.sideTooLong(5_000_000, pixelCaps.sideMax),
    rejections.tooManyFrames(pixelCaps.framesMax),
    rejections.tooManyScans(scansMax),
    rejections.tooManyBands(bandsMax),
    rejections.damaged(),
    rejections.truncated(),
    rejections.tooSlow(45),
    rejections.tooMuchMemory(),
    rejections.poison(),
  ];

  it.each(all)('has a stable code and says what to do: $code', ({ code, detail }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(detail).toMatch(/^[A-Z].*\. .*(Save|Upload|upload|smaller).*\.$/);
    expect(detail.length).toBeLessThanOrEqual(500);
  });

  it('names every format that is taken', () => {
    for (const takesHeic of [true, false]) {
      const taken = formatsTaken({ takesHeic });
      const detail = rejections.unsupportedFormat(null, taken).detail.toLowerCase();
      for (const format of Object.keys(photoFormats)) expect(detail.includes(format)).toBe(taken.includes(format as never));
    }
  });
});
