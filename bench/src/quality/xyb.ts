import type { Size } from './blur.js';

/** Three planes: red, green and blue light, or what XYB makes of them. */
export type Planes = readonly [Float32Array, Float32Array, Float32Array];

/** Pixels as sharp hands them out: sRGB, 8 bits, three channels beside each other. */
export interface Rgb extends Size {
  readonly data: Uint8Array;
}

// Taken once: in a test each look into what is global costs more than the root itself.
const { cbrt, min } = Math;

/** sRGB's curve, for each of the 256 values that there are. */
const lightOf = Float32Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

export function linearOf({ data, width, height }: Rgb): Planes {
  const pixels = width * height;
  const planes: Planes = [new Float32Array(pixels), new Float32Array(pixels), new Float32Array(pixels)];
  for (const [channel, plane] of planes.entries())
    for (let pixel = 0; pixel < pixels; pixel += 1) plane[pixel] = lightOf[data[pixel * 3 + channel]!]!;
  return planes;
}

/** What the eye's receptors for long, middle and short waves make of red, green and blue, in JPEG XL's model of them. */
const absorbed = [
  [0.3, 0.622, 0.078],
  [0.23, 0.692, 0.078],
  [0.24342268924547819, 0.20476744424496821, 0.5518098665095537],
] as const;
const bias = 0.0037930732552754493;
const biasRoot = cbrt(bias);

/** Light into XYB, moved so that all of it is within 0 and 1, where the metric's constants mean something. */
export function xybOf([red, green, blue]: Planes): Planes {
  const pixels = red.length;
  const planes: Planes = [new Float32Array(pixels), new Float32Array(pixels), new Float32Array(pixels)];
  const [xs, ys, bs] = planes;
  const [long, middle, short] = absorbed;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const [r, g, b] = [red[pixel]!, green[pixel]!, blue[pixel]!];
    const l = cbrt(long[0] * r + long[1] * g + long[2] * b + bias) - biasRoot;
    const m = cbrt(middle[0] * r + middle[1] * g + middle[2] * b + bias) - biasRoot;
    const s = cbrt(short[0] * r + short[1] * g + short[2] * b + bias) - biasRoot;
    const y = 0.5 * (l + m);
    xs[pixel] = 7 * (l - m) + 0.42;
    ys[pixel] = y + 0.01;
    bs[pixel] = s - y + 0.55;
  }
  return planes;
}

export function halfOf({ width, height }: Size): Size {
  return { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
}

/** Half the size, each pixel the mean of four; at an odd edge the last ones count twice. */
export function halved(planes: Planes, size: Size): Planes {
  return planes.map((plane) => halvedPlane(plane, size)) as unknown as Planes;
}

function halvedPlane(plane: Float32Array, size: Size): Float32Array {
  const { width, height } = halfOf(size);
  const small = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const upper = 2 * y * size.width;
    const lower = min(2 * y + 1, size.height - 1) * size.width;
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [2 * x, min(2 * x + 1, size.width - 1)];
      small[y * width + x] = 0.25 * (plane[upper + left]! + plane[upper + right]! + plane[lower + left]! + plane[lower + right]!);
    }
  }
  return small;
}
