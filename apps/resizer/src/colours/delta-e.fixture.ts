export type Lab = readonly [lightness: number, a: number, b: number];

const degrees = Math.PI / 180;
const to25 = 25 ** 7;

/** CIEDE2000: how far apart two colours look; 1 is just seen where they lie beside each other. */
export function deltaE2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const seventh = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const stretch = 1.5 - 0.5 * Math.sqrt(seventh / (seventh + to25));
  const [x1, x2] = [a1 * stretch, a2 * stretch];
  const [chroma1, chroma2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const [hue1, hue2] = [hueOf(x1, b1), hueOf(x2, b2)];
  const isGrey = chroma1 * chroma2 === 0;
  const turn = isGrey ? 0 : ((hue2 - hue1 + 540) % 360) - 180;
  const hue = isGrey ? hue1 + hue2 : (hue1 + turn / 2 + 360) % 360;
  const [lightness, chroma] = [(l1 + l2) / 2, (chroma1 + chroma2) / 2];

  const t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63);
  const dark = (lightness - 50) ** 2;
  const dL = (l2 - l1) / (1 + (0.015 * dark) / Math.sqrt(20 + dark));
  const dC = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  const dH = (2 * Math.sqrt(chroma1 * chroma2) * Math.sin((turn / 2) * degrees)) / (1 + 0.015 * chroma * t);
  const blue = 60 * Math.exp(-(((hue - 275) / 25) ** 2));
  const twist = -Math.sin(blue * degrees) * 2 * Math.sqrt(chroma ** 7 / (chroma ** 7 + to25));
  return Math.sqrt(dL ** 2 + dC ** 2 + dH ** 2 + twist * dC * dH);
}

function hueOf(x: number, b: number): number {
  return x === 0 && b === 0 ? 0 : (Math.atan2(b, x) / degrees + 360) % 360;
}

function cos(angle: number): number {
  return Math.cos(angle * degrees);
}
