import { cutOff, unavailable, type EdgeProblem } from './edge-problem.js';

/** The connection was there and ended before the answer did. */
export function isCutOff(error: unknown): boolean {
  return !neverReached.has(String((error as NodeJS.ErrnoException).code));
}

const neverReached = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']);

/** It ended as connections do whose other end is closed, without a word of an answer. */
export function isReset(error: unknown): boolean {
  return resets.has(String((error as NodeJS.ErrnoException).code));
}

const resets = new Set(['ECONNRESET', 'EPIPE']);

/** What to say when a service was lost: before we reached it, or in the middle. */
export function lost(who: string, error: unknown): EdgeProblem {
  return isCutOff(error) ? cutOff(who, error) : unavailable(who, error);
}
