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

/** Decoded pixels: sRGB, 8 bits, upright; three channels or four with alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

export function openPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: width * height });
}

export async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}
