import type { Rejection } from '@pinhole/contracts';
import { photoFormats, type PhotoFormatName } from '@pinhole/resources';
import type { Stranger } from './header/sniff-format.js';

const count = (value: number) => value.toLocaleString('en-US');

/** Every way in which a photo is refused: a code that never changes, and a true sentence that says what to do about it. */
export const rejections = {
  unsupportedFormat: (stranger: Stranger | 'HEIC' | null, taken: readonly PhotoFormatName[]): Rejection => ({
    code: 'unsupported_format',
    detail: stranger
      ? `Files of the kind ${stranger} cannot be read here. Save the picture as a JPEG and upload that.`
      : `This is not a picture that can be read here. Upload a ${oneOf(taken)}.`,
  }),
  tooManyPixels: (kind: string, pixels: number, pixelsMax: number): Rejection => ({
    code: 'too_many_pixels',
    detail: `The picture has ${count(pixels)} pixels; ${kind} may have at most ${count(pixelsMax)}. Make it smaller${orJpeg(pixels, pixelsMax)}.`,
  }),
  sideTooLong: (side: number, sideMax: number): Rejection => ({
    code: 'side_too_long',
    detail: `The picture is ${count(side)} pixels long on one side; at most ${count(sideMax)} can be read. Cut it or make it smaller.`,
  }),
  tooManyFrames: (framesMax: number): Rejection => ({
    code: 'too_many_frames',
    detail: `The animation has more than ${count(framesMax)} frames. Upload one of its frames, or a shorter one.`,
  }),
  tooManyScans: (scansMax: number): Rejection => ({
    code: 'too_many_scans',
    detail: `The JPEG is written in more than ${count(scansMax)} scans. Open it in a picture program, save it again and upload that.`,
  }),
  tooManyBands: (bandsMax: number): Rejection => ({
    code: 'too_many_bands',
    detail: `Each pixel of the picture has more than ${count(bandsMax)} values. Save it as a JPEG and upload that.`,
  }),
  damaged: (): Rejection => ({
    code: 'damaged',
    detail:
      'The file is damaged, or written in a way that cannot be read. Open it in a picture program, save it again as a JPEG and upload that.',
  }),
  truncated: (): Rejection => ({
    code: 'truncated',
    detail: 'The file ends before its picture is whole. Copy it again from where it came from and upload that.',
  }),
  tooSlow: (secondsMax: number): Rejection => ({
    code: 'too_slow',
    detail: `The picture could not be read within ${count(secondsMax)} seconds, twice over. Save it again as a JPEG and upload that.`,
  }),
  tooMuchMemory: (): Rejection => ({
    code: 'too_much_memory',
    detail: 'To read this picture takes more memory than may be spent on one. Make it smaller, or save it as an ordinary JPEG.',
  }),
  poison: (): Rejection => ({
    code: 'poison',
    detail:
      'Whatever tried to read this picture broke down over it, twice. Open it in a picture program, save it again as a JPEG and upload that.',
  }),
} as const;

/** What is too large in one format may be fine as the one that costs least to decode. */
function orJpeg(pixels: number, pixelsMax: number): string {
  const jpegMax = photoFormats.jpeg.pixelsMax;
  return pixelsMax < jpegMax && pixels <= jpegMax ? ', or save it as an ordinary JPEG' : '';
}

const written: Record<PhotoFormatName, string> = {
  ...{ jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', heic: 'HEIC', gif: 'GIF' },
};

function oneOf(formats: readonly PhotoFormatName[]): string {
  const names = formats.map((format) => written[format]);
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
