import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import type { InboxResource } from '@pinhole/resources';
import { runInContext, type Context, type Logger } from '@pinhole/service-kit';
import { comesAgainAfterSeconds, comesAgainSecondsMin } from './comes-again-after.js';
import { continueTrace } from './continue-trace.js';
import { Lease } from './lease.js';
import type { Doors } from './open-doors.js';
import { MalformedMessage, readMessage, type OpenedMessage } from './read-message.js';
import { GivenBack, WorkInHand } from './work-in-hand.js';

export interface ReceptionTerms {
  readonly resource: InboxResource;
  readonly queueUrl: string;
  readonly sqs: SQSClient;
  readonly logger: Logger;
  /** Seconds until a message that has failed so often comes again. */
  readonly comesAgainAfter?: (attempt: number) => number;
  /** Waited for before a message is handled, while it is kept away from other readers. */
  readonly letPass?: (signal: AbortSignal) => Promise<void>;
}

/** What becomes of each message that was received: it is handled, or it comes again later. */
export class Reception {
  readonly work = new WorkInHand();
  private closed = false;
  private readonly comesAgain = new WeakMap<Message, number>();

  constructor(
    private readonly doors: Doors,
    private readonly terms: ReceptionTerms,
  ) {}

  /** From now on whatever comes is given back at once. */
  close(): void {
    this.closed = true;
  }

  /** Returning the message deletes it; throwing leaves it to come again, and at last to the dead-letter queue. */
  async take(message: Message): Promise<Message> {
    const opened = readMessage(message.Body, this.doors);
    return runInContext(this.contextOf(message, opened), async () => {
      const startedAt = performance.now();
      const tookMs = () => Math.round(performance.now() - startedAt);
      try {
        if (this.closed) throw new GivenBack();
        if (opened instanceof MalformedMessage) throw opened;
        await this.handle(message, opened);
      } catch (error) {
        const seconds = this.secondsAfter(error, attemptOf(message));
        this.comesAgain.set(message, seconds);
        this.report(error, { tookMs: tookMs(), comesAgainAfterSeconds: seconds });
        // sqs-consumer takes apart what it catches: what is no Error would look like a queue that cannot be reached.
        throw error instanceof Error ? error : new Error(String(error));
      }
      this.terms.logger.info('message.handled', { tookMs: tookMs() });
      return message;
    });
  }

  /** How long a message that was not handled, or not deleted afterwards, stays away. */
  comesAgainAfter(message: Message): number {
    return this.comesAgain.get(message) ?? this.secondsAfter(undefined, attemptOf(message));
  }

  private async handle(message: Message, { door, body, envelope }: OpenedMessage): Promise<void> {
    const { resource, sqs, queueUrl } = this.terms;
    await this.work.run(resource.handlerSecondsMax, async (end) => {
      const lease = new Lease(
        { sqs, queueUrl, receiptHandle: message.ReceiptHandle!, visibilitySeconds: resource.visibilityTimeoutSeconds },
        (reason) => end.abort(reason),
      );
      end.signal.addEventListener('abort', () => lease.release(), { once: true });
      try {
        await this.terms.letPass?.(end.signal);
        end.signal.throwIfAborted();
        await door.handle(body, {
          messageId: message.MessageId!,
          envelopeId: envelope.id,
          occurredAt: new Date(envelope.occurredAt),
          attempt: attemptOf(message),
          attemptsMax: resource.maxReceiveCount,
          signal: end.signal,
        });
      } finally {
        lease.release();
      }
    });
  }

  private secondsAfter(error: unknown, attempt: number): number {
    // The last receive is over: the dead-letter queue takes it as soon as it shows again.
    if (error instanceof GivenBack || attempt >= this.terms.resource.maxReceiveCount) return comesAgainSecondsMin;
    return (this.terms.comesAgainAfter ?? comesAgainAfterSeconds)(attempt);
  }

  private report(error: unknown, fields: object): void {
    if (error instanceof GivenBack) this.terms.logger.info('message.given_back', fields);
    else this.terms.logger.error(error instanceof MalformedMessage ? 'message.malformed' : 'message.failed', error, fields);
  }

  /** What every line of the log says while this message is worked on. */
  private contextOf(message: Message, opened: OpenedMessage | MalformedMessage): Context {
    const { name: inbox, maxReceiveCount: attemptsMax } = this.terms.resource;
    const attempt = { inbox, messageId: message.MessageId, attempt: attemptOf(message), attemptsMax };
    if (opened instanceof MalformedMessage) return attempt;
    const { name, traceparent } = opened.envelope;
    return { ...attempt, ...photoOf(opened.body), message: name, traceparent: continueTrace(traceparent) };
  }
}

function attemptOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

/** Every message of ours is about a photo. */
function photoOf(body: unknown): Pick<Context, 'photoId'> {
  const id = (body as { photo?: { id?: unknown } } | null)?.photo?.id;
  return typeof id === 'string' ? { photoId: id } : {};
}
