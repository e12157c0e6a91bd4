/** How a foreseen error is answered; the filter alone knows which status each one is. */
export type ErrorKind =
  | 'malformed'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'too_large'
  | 'unsupported_type'
  | 'unprocessable'
  | 'too_many'
  | 'unavailable';

/** Which part of the request is wrong, as a JSON pointer in a URI fragment, and why. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** An error that we foresaw. Its message is for the caller and says what to do; `details` are for our log alone. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  /** Stable: programs depend on it. */
  abstract readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;

  constructor(
    message: string,
    readonly details?: object,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
