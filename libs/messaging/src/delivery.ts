/** One try at one message. */
export interface Delivery {
  /** SQS's own id of the message in this inbox. */
  readonly messageId: string;
  /** The same for every copy of the message, in every inbox. */
  readonly envelopeId: string;
  readonly occurredAt: Date;
  /** 1 for the first. */
  readonly attempt: number;
  /** After so many tries the message is set aside in the dead-letter queue. */
  readonly attemptsMax: number;
  /** Aborted when this try no longer counts: its time is over, the message is somebody else's by now, or we stop. */
  readonly signal: AbortSignal;
}
