/** Why a command could not do its work, in one sentence that says what to do. Shown as it is, without a stack. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem';
}
