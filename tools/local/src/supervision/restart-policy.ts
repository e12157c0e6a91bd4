/** How what died is brought back. The pauses spare a machine on which something is broken for good. */
export const restartLimits = {
  pauseSecondsMin: 0.5,
  pauseSecondsMax: 10,
  /** As many deaths in a row without ever being ready mean that another try will not help. */
  deathsInARowMax: 5,
} as const;

export type Verdict =
  | { readonly kind: 'restart'; readonly deathsInARow: number; readonly pauseSeconds: number }
  | { readonly kind: 'give up'; readonly deathsInARow: number };

/** What becomes of a process that died, by how often it died before and whether it was ready in between. */
export type Judge = (deathsInARowBefore: number, wasReady: boolean) => Verdict;

/** As it is done unless told otherwise: a death after it was ready starts the count anew. */
export function judgeDeath(deathsInARowBefore: number, wasReady: boolean): Verdict {
  const deathsInARow = wasReady ? 1 : deathsInARowBefore + 1;
  if (deathsInARow >= restartLimits.deathsInARowMax) return { kind: 'give up', deathsInARow };
  return { kind: 'restart', deathsInARow, pauseSeconds: pauseAfter(deathsInARow) };
}

/** Half a second, then twice as long each time, up to ten seconds. */
export function pauseAfter(deathsInARow: number): number {
  return Math.min(restartLimits.pauseSecondsMin * 2 ** (deathsInARow - 1), restartLimits.pauseSecondsMax);
}

/** While somebody edits the code: what is broken now may be mended by the next save, so it is tried for ever. */
export function neverGiveUp(deathsInARowBefore: number, wasReady: boolean): Verdict {
  const deathsInARow = wasReady ? 1 : deathsInARowBefore + 1;
  return { kind: 'restart', deathsInARow, pauseSeconds: pauseAfter(deathsInARow) };
}
