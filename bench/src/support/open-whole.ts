/** Opens one thing after the other, or none: what was opened before a failure is closed again. */
export async function openWhole<Opened>(open: (opened: AsyncDisposableStack) => Promise<Opened>): Promise<Opened> {
  const opened = new AsyncDisposableStack();
  try {
    return await open(opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}
