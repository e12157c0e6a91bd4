import { AsyncLocalStorage } from 'node:async_hooks';

/** What the work in hand is about. Every log line written within carries it. */
export interface Context {
  readonly requestId?: string;
  /** W3C Trace Context. Messages sent within carry it on. */
  readonly traceparent?: string;
  readonly photoId?: string;
  readonly [field: string]: unknown;
}

const storage = new AsyncLocalStorage<Context>();
const nothing: Context = Object.freeze({});

export function currentContext(): Context {
  return storage.getStore() ?? nothing;
}

/** Runs `work`, and all that it starts, with these fields added to what is known already. */
export function runInContext<Result>(context: Context, work: () => Result): Result {
  return storage.run({ ...currentContext(), ...context }, work);
}
