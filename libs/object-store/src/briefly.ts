/** What moves no bytes is answered at once. When it takes longer than this, tries and all, it has failed: somebody waits for us. */
const briefSecondsMax = 4;

/** For calls that ask or delete. */
export function briefly(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(briefSecondsMax * 1_000) };
}
