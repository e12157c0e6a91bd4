/** Down to a half, so that those who failed together do not all come again at the same moment. */
export function jittered(milliseconds: number, random: () => number = Math.random): number {
  return milliseconds * (0.5 + random() / 2);
}
