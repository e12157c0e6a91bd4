/**
 * The bound of the pipeline: sharp and nothing else, with the same ladder, making the same bytes: one decode, each size out of
 * the next larger one, all encoders beside each other. It reads a folder's files and writes into another. What it leaves out is
 * what a service has to have: looking at a file before it is decoded, a store, a queue, logs.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newestRecipe, type Encoding } from '@pinhole/resources';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { serveNames } from './serve-names.js';

const recipe = newestRecipe('standard');
const { PHOTOS_DIR = '', VARIANTS_DIR = '', MOZJPEG } = process.env;

// One thread to each picture: encoders run beside each other already, and more threads only wait for one another.
sharp.concurrency(1);
sharp.cache(false);

serveNames(makeLadder);

interface Raw {
  readonly data: Buffer;
  readonly info: OutputInfo;
}

/** One size; of a photo in wider colours in Display P3 too, which its AVIFs are in. */
interface Coloured {
  readonly srgb: Raw;
  readonly p3?: Raw;
}

async function makeLadder(name: string): Promise<void> {
  const photo = join(PHOTOS_DIR, name);
  const { autoOrient: upright, icc, orientation = 1 } = await sharp(photo).metadata();
  const rungs = recipe.rungs.filter((_, index, all) => index === 0 || all[index - 1]!.width < upright.width);
  const folder = join(VARIANTS_DIR, name);
  await mkdir(folder, { recursive: true });
  const written: Promise<void>[] = [];
  let larger: Coloured | undefined;
  for (const { width: wanted, encodings } of rungs.toReversed()) {
    const width = Math.min(wanted, upright.width);
    const height = Math.round((upright.height * width) / upright.width);
    larger = await (larger ? shrink(larger, width, height) : decode(photo, { width, height, icc, orientation }));
    for (const encoding of encodings) written.push(encode(larger, encoding, join(folder, `${width}.${encoding.format}`)));
  }
  await Promise.all(written);
}

async function shrink({ srgb, p3 }: Coloured, width: number, height: number): Promise<Coloured> {
  const one = (raw: Raw) => rawOf(fromRaw(raw).resize(width, height, { fit: 'fill' }));
  return p3 ? { srgb: await one(srgb), p3: await one(p3) } : { srgb: await one(srgb) };
}

interface Decode {
  readonly width: number;
  readonly height: number;
  readonly icc: Buffer | undefined;
  readonly orientation: number;
}

/** How profiles name themselves. */
const p3Name = Buffer.from('P3', 'utf16le').swap16();

/** Turned when it is small, since a turn costs by the pixel. Of all orientations two are in use, and of wide profiles one. */
async function decode(photo: string, { width, height, icc, orientation }: Decode): Promise<Coloured> {
  if (orientation !== 1 && orientation !== 6) throw new Error(`${photo} has orientation ${orientation}.`);
  const sides = orientation === 6 ? ([height, width] as const) : ([width, height] as const);
  const shrunk = sharp(photo).resize(...sides, { fit: 'fill', fastShrinkOnLoad: false });
  if (!icc) {
    const srgb = await rawOf(shrunk);
    return { srgb: orientation === 1 ? srgb : await rawOf(fromRaw(srgb).rotate(90)) };
  }
  // Colours are converted when the picture is small; an uncompressed TIFF is what carries its profile there for nothing.
  const small = await shrunk.keepIccProfile().tiff({ compression: 'none' }).toBuffer();
  const turned = () => (orientation === 1 ? sharp(small) : sharp(small).rotate(90));
  const srgb = await rawOf(turned());
  // What has 8 bits is converted by way of sRGB, and what has 16 by way of Display P3.
  return icc.includes(p3Name) ? { srgb, p3: await rawOf(turned().pipelineColourspace('rgb16')) } : { srgb };
}

function rawOf(picture: Sharp): Promise<Raw> {
  return picture.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
}

function fromRaw({ data, info: { width, height } }: Raw): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function encode({ srgb, p3 }: Coloured, { format, ...settings }: Encoding, path: string): Promise<void> {
  const picture = format === 'avif' && p3 ? fromRaw(p3).pipelineColourspace('rgb16').withIccProfile('p3') : fromRaw(srgb);
  const bytes = await picture
    // What the recipe says of it, unless somebody wants to know what mozjpeg would cost.
    .toFormat(format, { mozjpeg: MOZJPEG === 'true', ...settings, chromaSubsampling: '4:2:0' })
    .toBuffer();
  await writeFile(path, bytes);
}
