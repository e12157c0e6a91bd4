export interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly details?: object;
  readonly cause?: ErrorDescription;
}

/** A chain of causes longer than this is a loop. */
const causesMax = 5;

/** An error for the log. Only what is named here: errors of libraries carry whole requests, and what people wrote in them. */
export function describeError(error: unknown, causesLeft = causesMax): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, details } = error as { code?: unknown; details?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof details === 'object' && details !== null ? { details } : {}),
    ...(error.cause === undefined || causesLeft === 0 ? {} : { cause: describeError(error.cause, causesLeft - 1) }),
  };
}
