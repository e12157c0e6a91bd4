/** A pause of any unit, down to a half of it, so that those who failed together do not all come again at the same moment. */
export function jittered(pause: number, random: () => number = Math.random): number {
  return pause * (0.5 + random() / 2);
}
