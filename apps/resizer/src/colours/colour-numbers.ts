/** How light lies in the numbers of a picture whose colours have no profile. Linear light is counted in parts of SDR's white. */

/** BT.2408: what is white in a graphic, or a sheet of paper, in nits. */
const whiteNits = 203;
/** For what light HDR is made in practice; what is brighter is as bright as that. */
const peakNits = 1_000;
export const peak = peakNits / whiteNits;

/** Three rows, from linear light in one set of primaries to another; all have the same white. */
export type Matrix = readonly [Row, Row, Row];
export type Row = readonly [number, number, number];

/** To Display P3, by the number that ITU-T H.273 gives the primaries. What is none of these is taken for sRGB's. */
const toP3: Readonly<Record<number, Matrix>> = {
  1: [
    [0.822462, 0.177538, 0],
    [0.033194, 0.966806, 0],
    [0.017083, 0.072397, 0.91052],
  ],
  9: [
    [1.343578, -0.28218, -0.061398],
    [-0.065297, 1.075788, -0.010491],
    [0.002822, -0.019599, 1.016777],
  ],
  12: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};

export function matrixToP3(primaries: number): Matrix {
  return toP3[primaries] ?? toP3[1]!;
}

export const p3ToSrgb: Matrix = [
  [1.22494, -0.22494, 0],
  [-0.042057, 1.042057, 0],
  [-0.019638, -0.078636, 1.098274],
];

/** SMPTE ST 2084. */
export function pqLight(code: number): number {
  const root = code ** (1 / 78.84375);
  return (10_000 / whiteNits) * (Math.max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125);
}

/** BT.2100's HLG: light in the scene, 0 to 1. What a display of `peakNits` makes of it depends on the pixel's brightness. */
export function hlgSceneLight(code: number): number {
  return code <= 0.5 ? code ** 2 / 3 : (Math.exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** BT.2100's system gamma, of which one is in the scene's light already. */
export const hlgGammaMore = 0.2;

export function srgbLight(code: number): number {
  return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;
}

export function bt709Light(code: number): number {
  return code < 0.081 ? code / 4.5 : ((code + 0.099) / 1.099) ** (1 / 0.45);
}

/** Display P3 has sRGB's curve. */
export function srgbCode(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** Up to here light is shown as it is; what is brighter, up to `peak`, shares the rest. */
const knee = 0.6;

/** BT.2390's idea, in linear light: faces and paper stay as bright as they are, and clouds keep their shape. */
export function shoulder(light: number): number {
  if (light <= knee) return light;
  const over = (Math.min(light, peak) - knee) / (1 - knee);
  const overMost = (peak - knee) / (1 - knee);
  return knee + ((1 - knee) * over * (1 + over / overMost ** 2)) / (1 + over);
}
