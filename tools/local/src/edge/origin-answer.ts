import type { Readable } from 'node:stream';

/** By lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

export function without(headers: AnswerHeaders, ...names: string[]): AnswerHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** What an origin said: a head, and a body still to come. Whoever gets one reads the body or destroys it. */
export interface OriginAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Readable;
  /** Null where the origin does not say. */
  readonly bytes: number | null;
}

/** All that an origin behind the cache ever learns of a request. What it cannot see it cannot answer by. */
export interface OriginQuestion {
  readonly path: string;
  readonly search: string;
  /** For the log, never for the answer. */
  readonly tracing: Readonly<Record<string, string>>;
}

export interface CachedOrigin {
  /** For a sentence: "The gallery is not there at the moment." */
  readonly name: string;
  ask(question: OriginQuestion, signal: AbortSignal): Promise<OriginAnswer>;
}
