/** Why nothing runs, in one sentence that says what to do. Shown as it is, without a stack. */
export class StartProblem extends Error {
  constructor(
    sentence: string,
    /** Shown below the sentence, e.g. the last lines of what died. */
    readonly lines: readonly string[] = [],
  ) {
    super(sentence);
  }
}
