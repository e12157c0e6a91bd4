/** When and how strictly it is judged. */
export interface Circumstances {
  readonly now: Date;
  /** What is younger may be on its way, and is never held against anybody. */
  readonly graceSeconds: number;
  /** Nothing is on its way any more. */
  readonly atRest: boolean;
}

export function isOlderThan(seconds: number, moment: Date, now: Date): boolean {
  return now.getTime() - moment.getTime() >= seconds * 1_000;
}
