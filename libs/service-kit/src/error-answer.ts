import { DomainError, type ErrorKind, type FieldError } from './domain-error.js';
import { isUnavailable } from './is-unavailable.js';
import { statusOf } from './problem-statuses.js';

/** What a caller is told about an error, before it is written as problem+json. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
}

const retryAfterSecondsDefault = 5;

/** For errors that a library found before any code of ours could say it better. */
const sentenceOf = {
  malformed: 'The request could not be read. Check its headers and the syntax of its body.',
  not_found: 'There is nothing at this address.',
  method_not_allowed: 'This address does not know this method.',
  conflict: 'The request does not fit what is there now.',
  too_large: 'The body is too large.',
  unsupported_type: 'A body of this type or encoding is not taken here.',
  unprocessable: 'The request breaks a rule.',
  too_many: 'Too many requests. Wait, then try again.',
  unavailable: 'Something that we need does not answer at the moment. Try again shortly.',
} as const satisfies Record<ErrorKind, string>;

const internal: ErrorAnswer = {
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on our side. If it happens again, tell us the request id.',
  headers: {},
};

/** What to answer to an error. `statusFound` is the HTTP status that a library gave it, if one did. */
export function answerTo(error: unknown, statusFound?: number): ErrorAnswer {
  if (error instanceof DomainError) return answerToForeseen(error);
  if (statusFound !== undefined && (statusFound < 500 || statusFound === statusOf.unavailable)) {
    return answerOfKind(kindOf(statusFound));
  }
  return isUnavailable(error) ? answerOfKind('unavailable') : internal;
}

function answerToForeseen({ kind, code, message, errors, retryAfterSeconds, headers }: DomainError): ErrorAnswer {
  const answer = answerOfKind(kind, retryAfterSeconds);
  return {
    ...answer,
    code,
    detail: message,
    ...(errors === undefined ? {} : { errors }),
    headers: { ...answer.headers, ...headers },
  };
}

function answerOfKind(kind: ErrorKind, retryAfterSeconds = retryAfterSecondsDefault): ErrorAnswer {
  const waits = kind === 'too_many' || kind === 'unavailable';
  return {
    status: statusOf[kind],
    code: kind,
    detail: sentenceOf[kind],
    headers: waits ? { 'Retry-After': String(Math.ceil(retryAfterSeconds)) } : {},
  };
}

function kindOf(status: number): ErrorKind {
  const kinds = Object.keys(statusOf) as ErrorKind[];
  return kinds.find((kind) => statusOf[kind] === status) ?? 'malformed';
}
