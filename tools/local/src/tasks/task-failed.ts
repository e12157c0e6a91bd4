/** A step did not come to a good end. */
export class TaskFailed extends Error {
  constructor(
    readonly task: string,
    /** What it said itself, or how it ended. */
    readonly reason: string,
    readonly lastLines: readonly string[],
  ) {
    super(`${task}: ${reason}`);
  }
}
