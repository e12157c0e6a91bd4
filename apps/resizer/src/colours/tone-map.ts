import {
  hlgGammaMore,
  hlgSceneLight,
  matrixToP3,
  p3ToSrgb,
  peak,
  pqLight,
  shoulder,
  srgbCode,
  srgbLight,
  type Row,
} from './colour-numbers.js';
import type { CodedPixels, ColouredPixels } from '../pictures/guarded-sharp.js';
import { hlgTransfer, pqTransfer, type Nclx } from './read-nclx.js';

/** Fine enough that the darkest step of eight bits is five of it. */
const steps = 1 << 14;
const codes = Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(srgbCode(step / steps) * 255));
const codeOf = (light: number) => codes[light <= 0 ? 0 : light >= 1 ? steps : (light * steps + 0.5) | 0]!;

/**
 * Shows what was made for bright displays on ordinary ones, and in both sets of colours that variants have. Each pixel is dimmed as
 * a whole, by its brightest channel, so that its colour stays; what lies outside the colours of a set is cut off at its edge.
 * Tables and sums alone: 100 ns a pixel, of the largest variant.
 */
export function toneMap({ data, width, height, channels }: CodedPixels, { primaries, transfer }: Nclx): ColouredPixels {
  const lights = lightsOf(transfer);
  const dims = transfer === pqTransfer || transfer === hlgTransfer;
  const gamma = transfer === hlgTransfer;
  const [first, second, third] = matrixToP3(primaries);
  const [toRed, toGreen, toBlue] = p3ToSrgb;
  const p3 = Buffer.allocUnsafeSlow(data.length);
  const srgb = Buffer.allocUnsafeSlow(data.length);
  for (let at = 0; at < data.length; at += channels) {
    const a = lights[data[at]!]!;
    const b = lights[data[at + 1]!]!;
    const c = lights[data[at + 2]!]!;
    const x = Math.max(mix(first, a, b, c), 0);
    const y = Math.max(mix(second, a, b, c), 0);
    const z = Math.max(mix(third, a, b, c), 0);
    let scale = gamma ? peak * (0.2627 * a + 0.678 * b + 0.0593 * c) ** hlgGammaMore : 1;
    const brightest = Math.max(x, y, z) * scale;
    if (dims && brightest > 0) scale *= shoulder(brightest) / brightest;
    const red = x * scale;
    const green = y * scale;
    const blue = z * scale;
    p3[at] = codeOf(red);
    p3[at + 1] = codeOf(green);
    p3[at + 2] = codeOf(blue);
    srgb[at] = codeOf(mix(toRed, red, green, blue));
    srgb[at + 1] = codeOf(mix(toGreen, red, green, blue));
    srgb[at + 2] = codeOf(mix(toBlue, red, green, blue));
    if (channels === 4) p3[at + 3] = srgb[at + 3] = data[at + 3]! >> 8;
  }
  const size = { width, height, channels };
  return { ...size, data: srgb, p3: { ...size, data: p3 } };
}

function mix(row: Row, a: number, b: number, c: number): number {
  return row[0] * a + row[1] * b + row[2] * c;
}

function lightsOf(transfer: number): Float32Array {
  const light = transfer === pqTransfer ? pqLight : transfer === hlgTransfer ? hlgSceneLight : srgbLight;
  return Float32Array.from({ length: 1 << 16 }, (_, code) => light(code / 0xffff));
}
