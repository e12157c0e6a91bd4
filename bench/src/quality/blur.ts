/**
 * The blur of libjxl, which is part of the metric: three cosines that come close to a Gaussian of sigma 1.5 (Charalampidis 2016,
 * "Recursive implementation of the Gaussian filter using truncated cosine functions"), without its tails. There it is recursive;
 * written out it is this kernel, from its middle outwards. What is outside of a picture counts as 0.
 */
const [k0, k1, k2, k3, k4] = [
  0.2646211054881985, 0.2129285920104222, 0.1093353727774603, 0.0360111146583644, 0.00941436780965374,
] as const;
const reach = 4;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Blurs a plane. `between` is memory that is lent for it. */
export function blur(plane: Float32Array, size: Size, between: Float32Array): Float32Array {
  blurRows(plane, size, between);
  return blurColumns(between, size);
}

function blurRows(plane: Float32Array, { width, height }: Size, blurred: Float32Array): void {
  const row = new Float32Array(width + 2 * reach);
  for (let start = 0; start < width * height; start += width) {
    row.set(plane.subarray(start, start + width), reach);
    for (let x = 0; x < width; x += 1)
      blurred[start + x] =
        k0 * row[x + 4]! +
        k1 * (row[x + 3]! + row[x + 5]!) +
        k2 * (row[x + 2]! + row[x + 6]!) +
        k3 * (row[x + 1]! + row[x + 7]!) +
        k4 * (row[x]! + row[x + 8]!);
  }
}

function blurColumns(plane: Float32Array, { width, height }: Size): Float32Array {
  const blurred = new Float32Array(width * height);
  const nothing = new Float32Array(width);
  const rowAt = (y: number) => (y < 0 || y >= height ? nothing : plane.subarray(y * width, (y + 1) * width));
  for (let y = 0; y < height; y += 1) {
    const [a, b, c, d, e, f, g, h, i] = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((down) => rowAt(y + down)) as Rows;
    const start = y * width;
    for (let x = 0; x < width; x += 1)
      blurred[start + x] = k0 * e[x]! + k1 * (d[x]! + f[x]!) + k2 * (c[x]! + g[x]!) + k3 * (b[x]! + h[x]!) + k4 * (a[x]! + i[x]!);
  }
  return blurred;
}

type Rows = [
  ...[Float32Array, Float32Array, Float32Array, Float32Array, Float32Array],
  ...[Float32Array, Float32Array, Float32Array, Float32Array],
];
