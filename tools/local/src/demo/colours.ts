/** Red, green and blue, each from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Reads #rrggbb. */
export function parseColour(text: string): Colour {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A colour between two: all of the first at 0, all of the second at 1. */
export function mix(first: Colour, second: Colour, share: number): Colour {
  return [blend(first[0], second[0], share), blend(first[1], second[1], share), blend(first[2], second[2], share)];
}

/** A colour on the way through several, from the first at 0 to the last at 1. */
export function gradient(colours: readonly Colour[], at: number): Colour {
  const place = at * (colours.length - 1);
  const index = Math.min(Math.floor(place), colours.length - 2);
  return mix(colours[index] ?? black, colours[index + 1] ?? black, place - index);
}

const black: Colour = [0, 0, 0];

function blend(first: number, second: number, share: number): number {
  return Math.round(first + (second - first) * share);
}
