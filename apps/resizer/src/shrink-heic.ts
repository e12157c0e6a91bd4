import { crc32, deflateSync } from 'node:zlib';
import { decodeHeic, HeicDamaged } from './decode-heic.js';
import { letGo } from '@pinhole/service-kit/let-go';
import { openBytes, openPixels, toPixels, type Pixels } from './guarded-sharp.js';
import { visitHeifProperties } from './heif-boxes.js';
import type { OpenedPicture } from './open-picture.js';
import type { Size } from './plan-variants.js';

/** The one decode of a HEIC: upright, at the size of its largest variant, in sRGB. */
export async function shrinkHeic({ bytes, stored, icc }: OpenedPicture, { width, height }: Size): Promise<Pixels> {
  const whole = decodeHeic(bytes);
  if (whole.width !== stored.width || whole.height !== stored.height) throw new HeicDamaged('another size than it said');
  const shrunk = openPixels(whole).resize({ width, height, fit: 'fill' });
  const profile = icc ?? (hasP3Colours(bytes) ? await p3Profile : undefined);
  const pixels = await (profile ? convert(await shrunk.png({ compressionLevel: 0 }).toBuffer(), profile) : toPixels(shrunk));
  letGo(whole.data);
  return pixels;
}

/** Converts the small picture, in a PNG that is only a container. A profile that makes no sense is left out. */
async function convert(png: Buffer, profile: Buffer): Promise<Pixels> {
  const open = { pixelsMax: png.readUInt32BE(16) * png.readUInt32BE(20), failOn: 'error' } as const;
  try {
    return await toPixels(openBytes(withProfile(png, profile), open));
  } catch {
    return toPixels(openBytes(png, open));
  }
}

/** Puts a profile behind a PNG's first chunk, which is where it has to be. */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const header = 33;
  const body = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, header), chunk, png.subarray(header)]);
}

/** ITU-T H.273: the primaries of SMPTE EG 432-1, which are Display P3's. */
const p3Primaries = 12;

/** Some cameras name their colours by number (nclx) instead of a profile. */
function hasP3Colours(bytes: Buffer): boolean {
  let found = false;
  visitHeifProperties(bytes, (kind, body) => {
    if (kind === 'colr' && body.length >= 6 && body.toString('latin1', 0, 4) === 'nclx')
      found ||= body.readUInt16BE(4) === p3Primaries;
  });
  return found;
}

/** sharp has it, and gives it away only in a picture. */
const p3Profile = openPixels({ data: Buffer.alloc(3), width: 1, height: 1, channels: 3 })
  .withIccProfile('p3')
  .png()
  .toBuffer()
  .then((png) => openBytes(png, { pixelsMax: 1, failOn: 'error' }).metadata())
  .then(({ icc }) => icc);
