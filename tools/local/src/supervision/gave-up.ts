/** A process died too often in a row: another try would not help. */
export class GaveUp extends Error {
  constructor(
    readonly processName: string,
    readonly deathsInARow: number,
    readonly lastLines: readonly string[],
  ) {
    super(`${processName} died ${deathsInARow} times in a row before it was ready.`);
  }
}
