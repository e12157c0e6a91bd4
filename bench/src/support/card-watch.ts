import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

const lookEveryMilliseconds = 100;

/** When cards were first seen to have a picture, and to be ready. Their rows are asked, past all caches. */
export class CardWatch implements AsyncDisposable {
  /** By photo id in hex, in milliseconds of performance.now(). */
  readonly previewedAt = new Map<string, number>();
  readonly readyAt = new Map<string, number>();
  private readonly over = new AbortController();
  private readonly looking: Promise<void>;

  private constructor(private readonly gallery: Connection) {
    this.looking = this.look();
  }

  static async on(databaseUrl: string): Promise<CardWatch> {
    return new CardWatch(await createConnection(databaseUrl));
  }

  async untilReady(ids: readonly string[], secondsMax: number): Promise<void> {
    const last = performance.now() + secondsMax * 1_000;
    const waiting = () => ids.filter((id) => !this.readyAt.has(id)).length;
    while (waiting() > 0) {
      if (performance.now() > last) throw new Error(`${waiting()} photos were not ready after ${secondsMax} s.`);
      // Where looking has failed, that is what is told.
      await Promise.race([pause(lookEveryMilliseconds), this.looking]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.over.abort();
    await this.looking.catch(() => undefined);
    await this.gallery.end();
  }

  private async look(): Promise<void> {
    while (!this.over.signal.aborted) {
      const asked = "SELECT HEX(id) AS id, state FROM card WHERE state IN ('preview', 'ready')";
      const [rows] = await this.gallery.query<(RowDataPacket & { id: string; state: string })[]>(asked);
      const now = performance.now();
      for (const { id, state } of rows) {
        if (!this.previewedAt.has(id)) this.previewedAt.set(id, now);
        if (state === 'ready' && !this.readyAt.has(id)) this.readyAt.set(id, now);
      }
      await pause(lookEveryMilliseconds, undefined, { signal: this.over.signal }).catch(() => undefined);
    }
  }
}
