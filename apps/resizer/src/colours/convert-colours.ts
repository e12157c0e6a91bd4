import { crc32, deflateSync } from 'node:zlib';
import { openBytes, openPixels, toP3Pixels, toPixels, type ColouredPixels } from '../pictures/guarded-sharp.js';
import { isWide } from './is-wide.js';

/** The largest variant that is made in two sets of colours: a tall photo, as wide as the ladder goes. Twice a long screenshot has no room in a child. */
export const widePixelsMax = 16_000_000;

/**
 * Converts a small picture from its profile, in a PNG that is only a container: into sRGB, and where the profile has more colours
 * than that, into Display P3 too.
 */
export async function convertColours(png: Buffer, profile: Buffer): Promise<ColouredPixels> {
  const open = () => openBytes(png, { pixelsMax: pixelsIn(png), failOn: 'error' });
  const srgb = await toPixels(open());
  return isWide(profile) && pixelsIn(png) <= widePixelsMax ? { ...srgb, p3: await toP3Pixels(open()) } : srgb;
}

/** The same, for a PNG that was made without the profile. One that makes no sense is left out. */
export async function convertColoursBy(profile: Buffer, png: Buffer): Promise<ColouredPixels> {
  try {
    return await convertColours(withProfile(png, profile), profile);
  } catch {
    return toPixels(openBytes(png, { pixelsMax: pixelsIn(png), failOn: 'error' }));
  }
}

function pixelsIn(png: Buffer): number {
  return png.readUInt32BE(16) * png.readUInt32BE(20);
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

/** sharp has it, and gives it away only in a picture. */
export const p3Profile: Promise<Buffer> = openPixels({ data: Buffer.alloc(3), width: 1, height: 1, channels: 3 })
  .withIccProfile('p3')
  .png()
  .toBuffer()
  .then((png) => openBytes(png, { pixelsMax: 1, failOn: 'error' }).metadata())
  .then(({ icc }) => icc!);
