/** One measured figure. Without a bound it is told for its own sake. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against: a limit, or what a peer took in the same run. */
  readonly bound: number | null;
  /** value / bound */
  readonly ratio: number | null;
  /** What the ratio has to be. */
  readonly goal: string | null;
  readonly holds: boolean | null;
}

export interface Goal {
  readonly atMost?: number;
  readonly atLeast?: number;
}

export function told(figure: string, value: number, unit: string): Figure {
  return { figure, value, unit, bound: null, ratio: null, goal: null, holds: null };
}

export function against(figure: string, value: number, unit: string, bound: number, { atMost, atLeast }: Goal): Figure {
  const ratio = value / bound;
  const holds = ratio <= (atMost ?? Infinity) && ratio >= (atLeast ?? -Infinity);
  const goal = [atMost !== undefined && `at most ${atMost}`, atLeast !== undefined && `at least ${atLeast}`];
  return { figure, value, unit, bound, ratio, goal: goal.filter(Boolean).join(', '), holds };
}

/** The smallest of the values that no more than a share of them exceed; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
