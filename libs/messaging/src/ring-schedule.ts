/** After so many rings without an answer a photo is given up. With the pauses below that is after about 76 minutes. */
export const ringsMax = 10;

/** Somebody who has waited longer than this is overdue. Far above the seconds that a photo takes, so that few are rung for in vain. */
export const overdueSeconds = 60;

/** The longest pause between two rings. */
export const ringAgainSecondsMax = 600;

/** How long after ring number `rings` (0 is the first message of all) the next one comes: 60, 60, 120, 240, 480, 600, 600 … */
export function ringAgainAfterSeconds(rings: number): number {
  return Math.min(ringAgainSecondsMax, overdueSeconds * 2 ** Math.max(0, rings - 1));
}

/** When to ring next for what was rung for (or accepted) at this moment. */
export function ringAgainAt(rungAt: Date, rings: number): Date {
  return new Date(rungAt.getTime() + ringAgainAfterSeconds(rings) * 1_000);
}
