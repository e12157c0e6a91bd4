import { collectAnswer } from './collect-answer.js';
import { compressText } from './compress-text.js';
import type { EdgeCache } from './edge-cache.js';
import { edgeLimits } from './edge-limits.js';
import { cutOff, EdgeProblem, isUnavailable, tooSlow } from './edge-problem.js';
import { ageOf, freshSeconds } from './freshness.js';
import { without, type CachedOrigin, type OriginAnswer, type OriginQuestion } from './origin-answer.js';
import type { StoredAnswer } from './stored-answer.js';

export interface Wanted {
  readonly key: string;
  readonly origin: CachedOrigin;
  readonly question: OriginQuestion;
  readonly compress: boolean;
}

/** Either an answer held in memory, used once on the caller's behalf (who lets go of it), or one only passing through. */
export type Found = { readonly stored: StoredAnswer; readonly hit: boolean } | { readonly passing: OriginAnswer };

/** What the first asker of a thing promises to those who ask meanwhile: the stored answer, or null for "ask yourself". */
interface UnderWay {
  followers: number;
  readonly outcome: PromiseWithResolvers<StoredAnswer | null>;
}

/**
 * Answers from memory, or from the origin, which requests for the same thing at once reach only once. The first asker's
 * question is nobody's: its client may leave, and the others still get the answer. Where there is none to share, because it is
 * private or the first asker failed, each of the others asks for himself. Only that nobody is there is true for all of them:
 * who waited for that has waited long enough.
 */
export class CachedAnswers {
  readonly #underWay = new Map<string, UnderWay>();

  constructor(
    private readonly cache: EdgeCache,
    private readonly objectBytesMax: number,
    private readonly originSecondsMax: number = edgeLimits.originSecondsMax,
    private readonly now: () => number = Date.now,
  ) {}

  async find(wanted: Wanted): Promise<Found> {
    const stored = this.cache.get(wanted.key);
    if (stored) {
      stored.memory.use();
      return { stored, hit: true };
    }
    const first = this.#underWay.get(wanted.key);
    if (!first) return this.#lead(wanted);
    first.followers += 1;
    const shared = await first.outcome.promise;
    return shared ? { stored: shared, hit: true } : this.#ask(wanted);
  }

  async #lead(wanted: Wanted): Promise<Found> {
    const underWay: UnderWay = { followers: 0, outcome: Promise.withResolvers() };
    underWay.outcome.promise.catch(() => {}); // There may be no followers.
    this.#underWay.set(wanted.key, underWay);
    let shared: StoredAnswer | null = null;
    try {
      const found = await this.#ask(wanted);
      if ('stored' in found) shared = found.stored;
      return found;
    } catch (error) {
      if (isUnavailable(error)) underWay.outcome.reject(error);
      throw error;
    } finally {
      this.#underWay.delete(wanted.key);
      // Used for them here and now: by the time they run, it may have been pushed out.
      for (let follower = 0; follower < underWay.followers; follower += 1) shared?.memory.use();
      underWay.outcome.resolve(shared);
    }
  }

  async #ask({ key, origin, question, compress }: Wanted): Promise<Found> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.originSecondsMax * 1_000).unref();
    try {
      const answer = await origin.ask(question, deadline.signal);
      const stored = await this.#store(key, answer, compress);
      if (!stored) return { passing: answer };
      stored.memory.use();
      return { stored, hit: false };
    } catch (error) {
      if (deadline.signal.aborted) throw tooSlow(origin.name, error);
      throw error instanceof EdgeProblem ? error : cutOff(origin.name, error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #store(key: string, answer: OriginAnswer, compress: boolean): Promise<StoredAnswer | null> {
    const seconds = freshSeconds(answer.status, answer.headers);
    if (seconds === 0) return null;
    const [bornAt, freshUntil] = [this.now() - ageOf(answer.headers) * 1_000, this.now() + seconds * 1_000];
    const collected = await collectAnswer(answer, this.cache.memory, this.objectBytesMax);
    if (!collected) return null;
    const { body, memory } = collected;
    const gzip = compress ? await compressText(answer.headers, body) : null;
    memory.resize(edgeLimits.entryOverheadBytes + body.byteLength + (gzip?.byteLength ?? 0));
    const { status, headers } = answer;
    const stored = { status, headers: without(headers, 'age'), body, gzip, bornAt, freshUntil, memory };
    this.cache.keep(key, stored);
    return stored;
  }
}
