import { LRUCache } from 'lru-cache';
import { edgeLimits } from './edge-limits.js';
import { EdgeMemory } from './edge-memory.js';
import type { StoredAnswer } from './stored-answer.js';

/** Answers by key, the longest unused leaving first. Everything in it and on its way through it counts against one number. */
export class EdgeCache {
  readonly memory: EdgeMemory;
  readonly #answers: LRUCache<string, StoredAnswer>;

  constructor(
    bytesMax: number,
    private readonly now: () => number = Date.now,
  ) {
    this.memory = new EdgeMemory(bytesMax, () => this.#letGoOfOne());
    this.#answers = new LRUCache({
      // The memory is the limit; lru-cache wants one of its own.
      max: Math.ceil(bytesMax / edgeLimits.entryOverheadBytes),
      dispose: (answer) => answer.memory.release(),
    });
  }

  /** The answer under this key, if it is still fresh. */
  get(key: string): StoredAnswer | null {
    const answer = this.#answers.get(key);
    if (!answer) return null;
    if (answer.freshUntil > this.now()) return answer;
    this.#answers.delete(key);
    return null;
  }

  keep(key: string, answer: StoredAnswer): void {
    this.#answers.set(key, answer);
  }

  /** What is being sent would free nothing by leaving, so it stays. */
  #letGoOfOne(): boolean {
    for (const key of this.#answers.rkeys()) {
      if (this.#answers.peek(key)?.memory.inUseByOthers === false) return this.#answers.delete(key);
    }
    return false;
  }
}
