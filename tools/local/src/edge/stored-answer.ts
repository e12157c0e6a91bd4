import type { Lease } from './edge-memory.js';
import type { AnswerHeaders } from './origin-answer.js';

/** An answer that the edge holds whole. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
  /** The same, compressed once for all who take it so; null where that is not worth it. */
  readonly gzip: Buffer | null;
  /** Moments in milliseconds: when the origin made it, and until when it may be given to others. */
  readonly bornAt: number;
  readonly freshUntil: number;
  /** Its place in the edge's memory. Who sends it uses it, so that it is counted until the last byte is gone. */
  readonly memory: Lease;
}
