import type { BudgetShare } from './budget-share.js';
import type { ByteBudget } from './byte-budget.js';

export type Phase = 'reading' | 'waiting' | 'sending' | 'over';

/** An upload with neither client nor store: a test says when bytes come in, when a part has been sent, when the client is gone. */
export class VirtualUpload {
  phase: Phase = 'reading';
  partsSent = 0;
  readonly share: BudgetShare;
  private readonly gone = new AbortController();
  private sent = Promise.withResolvers<void>();
  private filled = 0;

  constructor(
    private readonly budget: ByteBudget,
    private bytesLeft: number,
    /** So quick that it keeps what it holds for its next part, where nobody waits for that. */
    private readonly isQuick = false,
  ) {
    this.share = budget.open();
  }

  /** The client delivers a chunk. Nothing happens where it is not being read. */
  deliver(chunkBytes: number): void {
    if (this.phase !== 'reading') return;
    const bytes = Math.min(chunkBytes, this.bytesLeft, this.budget.partBytes - this.filled);
    this.phase = 'waiting';
    void this.take(bytes).catch(() => this.end());
  }

  /** The store has answered. */
  finishSending(): void {
    if (this.phase === 'sending') this.sent.resolve();
  }

  /** The client goes away. What is being sent is still waited for. */
  abort(): void {
    if (this.phase === 'over') return;
    this.bytesLeft = 0;
    this.gone.abort();
    if (this.phase === 'reading') this.end();
  }

  private async take(bytes: number): Promise<void> {
    await this.share.reach(this.filled + bytes, this.gone.signal);
    this.filled += bytes;
    this.bytesLeft -= bytes;
    if (this.filled === this.budget.partBytes || this.bytesLeft <= 0) await this.send();
    if (this.bytesLeft <= 0) this.end();
    else this.phase = 'reading';
  }

  private async send(): Promise<void> {
    this.phase = 'sending';
    this.sent = Promise.withResolvers();
    await this.share.sending(
      () => this.sent.promise,
      () => this.isQuick && !this.budget.isWaitedFor,
    );
    this.filled = 0;
    this.partsSent += 1;
  }

  private end(): void {
    this.phase = 'over';
    this.share[Symbol.dispose]();
  }
}
