import sharp, { type Sharp } from 'sharp';

type Colour = readonly [number, number, number];
const sky: Colour = [42, 111, 176];
const sand: Colour = [232, 201, 160];
const discs: readonly { x: number; y: number; radius: number; colour: Colour }[] = [
  { x: 0.3, y: 0.4, radius: 0.2, colour: [29, 138, 58] },
  { x: 0.75, y: 0.7, radius: 0.15, colour: [122, 31, 31] },
];

/** What has a shape to be known by, and colours. */
export function drawn(width = 400, height = 301): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set(colourAt(x / width, y / height), (y * width + x) * 3);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function colourAt(across: number, down: number): readonly number[] {
  const disc = discs.find(({ x, y, radius }) => Math.hypot(across - x, down - y) < radius);
  const part = (across + down) / 2;
  return disc?.colour ?? sky.map((value, channel) => value * (1 - part) + sand[channel]! * part);
}
