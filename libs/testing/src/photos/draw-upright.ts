import sharp, { type Sharp } from 'sharp';

/** From the upper left corner, clockwise. Far apart, so that no encoder makes one look like another. */
export const uprightCorners = ['#d01818', '#18a018', '#1830d0', '#e0d018'] as const;

/** The part of the shorter side that a corner's square takes. */
const cornerPart = 0.2;

/** A gradient with a coloured square in each corner, so that a turned or mirrored copy is told at once. */
export async function drawUpright({ width, height }: { width: number; height: number }): Promise<Sharp> {
  const side = Math.max(1, Math.floor(Math.min(width, height) * cornerPart));
  const places = [
    [0, 0],
    [width - side, 0],
    [width - side, height - side],
    [0, height - side],
  ] as const;
  const squares = uprightCorners.map(
    (colour, index) =>
      `<rect x="${places[index]?.[0]}" y="${places[index]?.[1]}" width="${side}" height="${side}" fill="${colour}"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="sky" x2="1" y2="1"><stop stop-color="#e8b070"/><stop offset="1" stop-color="#405878"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#sky)"/>${squares.join('')}</svg>`;
  const { data, info } = await sharp(Buffer.from(drawing)).flatten().raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}
