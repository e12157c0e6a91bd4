/**
 * A poll that has waited so long in vain tells that its queue is empty: a message that lies there comes within a fraction of it.
 * Longer than the pauses between the photos of somebody who sends a hundred.
 */
export const emptyAfterMilliseconds = 300;

/** What the consumers of one inbox know of its queue. One that asks may learn that it is empty; one that works cannot say. */
export class QueueWatch<Consumer extends object> {
  private readonly askingSince = new Map<Consumer, number>();
  private readonly busy = new Set<Consumer>();

  constructor(private readonly emptyAfter = emptyAfterMilliseconds) {}

  /** It has a message, or waits for its turn to ask for one. */
  isBusy(consumer: Consumer): void {
    this.askingSince.delete(consumer);
    this.busy.add(consumer);
  }

  /** Who asks again after a poll in vain has asked since then. */
  asks(consumer: Consumer, now: number): void {
    this.busy.delete(consumer);
    if (!this.askingSince.has(consumer)) this.askingSince.set(consumer, now);
  }

  /** It could not ask. A queue that is out of reach gives nothing to anybody, and holds nobody up. */
  isCutOff(consumer: Consumer): void {
    this.askingSince.delete(consumer);
    this.busy.delete(consumer);
  }

  get hasWork(): boolean {
    return this.busy.size > 0;
  }

  seemsEmpty(now: number): boolean {
    if (this.askingSince.size === 0) return this.busy.size === 0;
    return now - Math.min(...this.askingSince.values()) >= this.emptyAfter;
  }
}
