/** What a step says to the supervisor at its end: its answer, or in one sentence why there is none. */
export type TaskReport = { readonly answer: unknown } | { readonly problem: string };

/** The frame of a step's script: tells the supervisor how it went, and the log all the details. */
export async function runTask(step: () => Promise<unknown>): Promise<void> {
  try {
    await report({ answer: await step() });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    await report({ problem: reasonOf(error) });
    process.exitCode = 1;
  }
}

/** An AggregateError (a host with several addresses) has no words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function report(message: TaskReport): Promise<void> {
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}
