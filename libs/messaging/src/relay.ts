import type { Logger } from '@pinhole/service-kit';
import type { DataSource } from 'typeorm';
import { batchUp } from './batch-up.js';
import { Loop } from './loop.js';
import { claimRows, markSent, purgeSent, putOff, releaseRows, type ClaimedRow } from './outbox-rows.js';
import { Outage } from './outage.js';
import { publishSecondsMax, type PhotoEvents } from './photo-events.js';
import { publishOrRefuse, TopicUnreachable } from './publish-or-refuse.js';

export interface RelayOptions {
  /** Rows taken at once. */
  readonly rowsMax: number;
  /** How long what was taken waits when its relay dies: no longer than a person would wait for a photo. */
  readonly leaseSeconds: number;
  /** How often to look for rows that nobody woke us for. */
  readonly pollSeconds: number;
  /** How long a sent row is kept for whoever wants to know what was sent. */
  readonly keepSentSeconds: number;
  readonly purgeEverySeconds: number;
  readonly purgeRowsMax: number;
}

const usually: RelayOptions = {
  rowsMax: 50,
  leaseSeconds: 15,
  pollSeconds: 1,
  keepSentSeconds: 60 * 60,
  purgeEverySeconds: 60,
  purgeRowsMax: 500,
};

/** What SNS refuses is tried again after 30 s, then ever more rarely: the topic's settings may have been at fault. */
const refusedPauseSeconds = { first: 30, max: 600 } as const;

/** Hands what the outbox promises to the topic. A crash between publishing and marking sends it twice, never not at all. */
export class Relay {
  private readonly options: RelayOptions;
  private readonly sns: Outage;
  private readonly tables: Outage;
  private readonly loop = new Loop(() => this.turn());
  private purgedAt = -Infinity;

  constructor(
    private readonly database: DataSource,
    private readonly photoEvents: PhotoEvents,
    private readonly logger: Logger,
    options: Partial<RelayOptions> = {},
  ) {
    this.options = { ...usually, ...options };
    if (this.options.leaseSeconds <= publishSecondsMax)
      throw new RangeError(`A lease of ${this.options.leaseSeconds} s may be over before a publish is (${publishSecondsMax} s).`);
    this.sns = new Outage('sns', logger);
    this.tables = new Outage('database', logger);
  }

  isHealthy(): boolean {
    return !this.sns.isOn && !this.tables.isOn;
  }

  /** Runs when SNS has answered again after a failure. */
  onReconnected(callback: () => unknown): void {
    this.sns.onOver(callback);
  }

  start(): void {
    this.loop.start();
  }

  /** Call it after a commit: what was promised goes out now. During an outage its pauses are kept. */
  wake(): void {
    if (this.isHealthy()) this.loop.wake();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Sends the longest due promises. Returns how many it took. */
  async relayOnce(): Promise<number> {
    const { rowsMax, leaseSeconds } = this.options;
    const sendUntil = performance.now() + (leaseSeconds - publishSecondsMax) * 1_000;
    const rows = await claimRows(this.database, rowsMax, leaseSeconds);
    const waiting = batchUp(rows);
    try {
      // What would be sent when the lease is over, somebody else sends.
      while (waiting.length > 0 && performance.now() < sendUntil) {
        await this.send(waiting[0]!);
        waiting.shift();
      }
    } finally {
      await releaseRows(this.database, waiting.flat());
    }
    return rows.length;
  }

  private async send(batch: readonly ClaimedRow[]): Promise<void> {
    const failures = await publishOrRefuse(this.photoEvents, batch);
    this.sns.answered();
    const failed = new Set(failures.map(({ index }) => index));
    await markSent(
      this.database,
      batch.filter((_, index) => !failed.has(index)),
    );
    // What failed by no fault of its own is due again when its lease is over.
    for (const { index, code, refused } of failures) if (refused) await this.putOff(batch[index]!, code);
  }

  private async putOff(row: ClaimedRow, code: string): Promise<void> {
    const { first, max } = refusedPauseSeconds;
    const seconds = Math.min(max, first * 2 ** row.refusals);
    const refusals = row.refusals + 1;
    this.logger.error('outbox.refused', new Error(`SNS refuses this message: ${code}`), {
      ...{ outboxId: row.id, message: row.name, refusals, nextTrySeconds: seconds },
    });
    await putOff(this.database, row, seconds);
  }

  /** Returns how long to rest, in milliseconds. */
  private async turn(): Promise<number> {
    try {
      const taken = await this.relayOnce();
      await this.purgeNowAndThen();
      this.tables.answered();
      return taken > 0 ? 0 : this.options.pollSeconds * 1_000;
    } catch (error) {
      const outage = error instanceof TopicUnreachable ? this.sns : this.tables;
      outage.failed(error instanceof TopicUnreachable ? error.cause : error);
      return outage.pauseMilliseconds();
    }
  }

  private async purgeNowAndThen(): Promise<void> {
    const { keepSentSeconds, purgeEverySeconds, purgeRowsMax } = this.options;
    if (performance.now() < this.purgedAt + purgeEverySeconds * 1_000) return;
    const purged = await purgeSent(this.database, keepSentSeconds, purgeRowsMax);
    // A full batch: there is more, and the next turn goes on with it.
    if (purged < purgeRowsMax) this.purgedAt = performance.now();
  }
}
