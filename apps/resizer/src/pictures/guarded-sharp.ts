import sharp, { type FailOnOptions, type Sharp } from 'sharp';

// sharp looks at the bytes, not at names: without this list an SVG called photo.jpg is rendered, scripts, links and all.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});

// No two photos share a step, so a cache would only hold memory.
sharp.cache(false);

// Threads within one step. Photos and encoders already run beside each other. (VIPS_MAX_THREADS would do the same and make
// WebP decoding hang for ever.)
sharp.concurrency(1);

export interface OpenOptions {
  readonly pixelsMax: number;
  readonly failOn: FailOnOptions;
}

/**
 * Opens bytes of ours or a stranger's. Only here does a picture get into the decoder. sharp's own time limit would stop it
 * between two strips of a picture but not within a decoder: it is the process that has a deadline.
 */
export function openBytes(bytes: Buffer, { pixelsMax, failOn }: OpenOptions): Sharp {
  return sharp(bytes, { limitInputPixels: pixelsMax, failOn });
}

/** Decoded pixels of 8 bits, sRGB unless said otherwise; three channels or four with alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** And once more in Display P3, where the original has colours that sRGB lacks. Both have the same sides and channels. */
export interface ColouredPixels extends Pixels {
  readonly p3?: Pixels;
}

/** Decoded pixels of 16 bits, in colours that are named by number. */
export interface CodedPixels extends Omit<Pixels, 'data'> {
  readonly data: Uint16Array;
}

export function openPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: width * height });
}

export async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}

/**
 * What has a profile, in Display P3. sharp converts whatever has 8 bits by way of sRGB, which cuts off what this is about, and
 * whatever has 16 by way of Display P3: so the picture, small by now, is made to have 16 in between.
 */
export async function toP3Pixels(pipeline: Sharp): Promise<Pixels> {
  return toPixels(pipeline.pipelineColourspace('rgb16'));
}

/** What has numbers of its own, as they are coded, in 16 bits. */
export async function toCodedPixels(pipeline: Sharp): Promise<CodedPixels> {
  const coded = pipeline.toColourspace('rgb16').raw({ depth: 'ushort' });
  const { data, info } = await coded.toBuffer({ resolveWithObject: true });
  const values = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return { data: values, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}
