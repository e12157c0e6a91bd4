import { gradient, mix, parseColour, type Colour } from './colours.js';
import type { DemoPicture } from './demo-pictures.js';
import type { Pixels } from './encode-png.js';
import { ridgeHeights } from './ridge-heights.js';
import { seededRandom } from './seeded-random.js';

/** Paints from back to front: sky, stars, sun or moon, ridges; then the water that mirrors them. */
export function paint(picture: DemoPicture): Pixels {
  const { width, height, water } = picture;
  const canvas: Canvas = { width, height, rgb: new Uint8Array(width * height * 3) };
  const horizon = Math.round(height * (water ? 0.6 : 0.72));
  paintSky(canvas, picture, horizon);
  paintStars(canvas, picture, horizon);
  paintLight(canvas, picture);
  paintRidges(canvas, picture, horizon);
  if (water) paintWater(canvas, horizon);
  return canvas;
}

type Canvas = Pixels;

function put({ width, rgb }: Canvas, x: number, y: number, colour: Colour): void {
  rgb.set(colour, (y * width + x) * 3);
}

function get({ width, rgb }: Canvas, x: number, y: number): Colour {
  const at = (y * width + x) * 3;
  return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
}

function paintSky(canvas: Canvas, { sky }: DemoPicture, horizon: number): void {
  const colours = sky.map(parseColour);
  for (let y = 0; y < canvas.height; y++) {
    const colour = gradient(colours, Math.min(y / horizon, 1));
    for (let x = 0; x < canvas.width; x++) put(canvas, x, y, colour);
  }
}

function paintStars(canvas: Canvas, { stars, seed }: DemoPicture, horizon: number): void {
  const random = seededRandom(seed);
  for (let star = 0; star < stars; star++) {
    const size = 1 + Math.round(random() * random() * (canvas.width / 500));
    const [left, top] = [Math.floor(random() * (canvas.width - size)), Math.floor(random() * (horizon * 0.9 - size))];
    const brightness = 0.3 + 0.7 * random();
    for (let x = left; x < left + size; x++) {
      for (let y = top; y < top + size; y++) put(canvas, x, y, mix(get(canvas, x, y), [255, 255, 255], brightness));
    }
  }
}

/** A disc with a glow that reaches eight times as far. */
function paintLight(canvas: Canvas, { light }: DemoPicture): void {
  const [centreX, centreY, radius] = [light.x * canvas.width, light.y * canvas.height, light.radius * canvas.height];
  const colour = parseColour(light.colour);
  const reach = radius * 8;
  for (let y = Math.max(0, Math.floor(centreY - reach)); y < Math.min(canvas.height, centreY + reach); y++) {
    for (let x = Math.max(0, Math.floor(centreX - reach)); x < Math.min(canvas.width, centreX + reach); x++) {
      const distance = Math.hypot(x - centreX, y - centreY);
      const disc = Math.min(Math.max(radius + 0.5 - distance, 0), 1);
      const glow = 0.45 * Math.max(0, 1 - distance / reach) ** 2;
      if (disc + glow > 0) put(canvas, x, y, mix(get(canvas, x, y), colour, Math.max(disc, glow)));
    }
  }
}

function paintRidges(canvas: Canvas, { ridges, relief, seed }: DemoPicture, horizon: number): void {
  ridges.forEach((ridge, index) => {
    const nearness = (index + 1) / ridges.length;
    const colour = parseColour(ridge);
    const base = horizon + (canvas.height - horizon) * 0.85 * (nearness - 1 / ridges.length);
    const heights = ridgeHeights(canvas.width, seed + index * 7, 2 + index * 1.5);
    heights.forEach((rise, x) => {
      const top = Math.max(0, base - rise * relief * canvas.height * (1 - 0.45 * nearness));
      for (let y = Math.floor(top); y < canvas.height; y++) {
        // Haze gathers at the foot of a ridge; its upper edge is drawn between two pixels.
        const depth = Math.min((y - top) / (canvas.height * 0.5), 1);
        const edge = y === Math.floor(top) ? 1 - (top % 1) : 1;
        put(canvas, x, y, mix(get(canvas, x, y), mix(colour, [255, 255, 255], 0.12 * depth), edge));
      }
    });
  });
}

/** Ripples shift each row of the mirror a little, more so near the viewer. */
function paintWater(canvas: Canvas, horizon: number): void {
  for (let y = horizon; y < canvas.height; y++) {
    const depth = (y - horizon) / (canvas.height - horizon);
    const mirrored = Math.max(0, horizon - 1 - Math.round((y - horizon) * 1.4));
    const shift = Math.sin(y * 0.35 + Math.sin(y * 0.05) * 4) * (1 + 7 * depth);
    for (let x = 0; x < canvas.width; x++) {
      const from = Math.min(Math.max(Math.round(x + shift), 0), canvas.width - 1);
      put(canvas, x, y, mix(get(canvas, from, mirrored), [10, 20, 45], 0.18 + 0.3 * depth));
    }
  }
}
