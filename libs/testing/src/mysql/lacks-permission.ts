/** Whether a server says that the system kept it from a file: errno 13, however it spells it. */
export function lacksPermission(error: unknown): boolean {
  return error instanceof Error && /err(no|code|or)?:? ?13\b|permission denied/i.test(error.message);
}
