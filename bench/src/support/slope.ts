export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How much y grows with each x, by least squares. */
export function slope(points: readonly Point[]): number {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = mean(({ x }) => (x - meanX) ** 2);
  if (!(spread > 0)) throw new Error('There is no slope through fewer than two points.');
  return mean(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
}
