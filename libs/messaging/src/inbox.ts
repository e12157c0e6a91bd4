import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import { isUnavailable } from '@pinhole/service-kit';
import { Consumer } from 'sqs-consumer';
import { openDoors } from './open-doors.js';
import { Outage } from './outage.js';
import { QueueWatch } from './queue-watch.js';
import { Reception, type ReceptionTerms } from './reception.js';

export interface InboxOptions extends Omit<ReceptionTerms, 'letPass'> {
  /** Providers with a method marked by OnMessage for each message that comes here. */
  readonly doors: readonly object[];
  /** Messages worked on at once. */
  readonly concurrency: number;
  /** How long `stop` may take, giving back included. */
  readonly drainSeconds: number;
  /** How long one poll waits for a message. */
  readonly waitSeconds?: number;
  /** It asks for messages only while all of these seem to have none. */
  readonly after?: readonly Pick<Inbox, 'seemsEmpty' | 'hasWork'>[];
  /** How long it has to have asked in vain to seem empty. Tests on a busy machine want to be surer. */
  readonly emptyAfterMilliseconds?: number;
  /** How long a message that is in hand waits at most while those before it have some. */
  readonly letPassMillisecondsMax?: number;
}

/** Kept of the time to drain for giving back what is not finished. */
const giveBackSecondsMax = 1.5;

/** A poll that is aborted takes the next message with it, so polls are short enough to end while we drain. */
const waitSecondsMax = 5;

/** How soon whoever waits for its turn sees that it has come. */
const turnMilliseconds = 25;

/** What was taken at the same moment as a message of an inbox before waits so long for that one to be done. */
const letOnePassMilliseconds = 2_000;
/** And where more and more come there, so long for a lull. */
const letPassMillisecondsMax = 60_000;

/** One reader's queue: takes each message to its door, and deletes it when it has been handled. */
export class Inbox {
  private readonly reception: Reception;
  private readonly sqs: Outage;
  private readonly queue: QueueWatch<Consumer>;
  private readonly stopping = new AbortController();
  private readonly consumers: Consumer[];
  private stopped: Promise<void> | undefined;

  /** Throws where the doors do not fit: one for each message in the resource's filter. */
  constructor(private readonly options: InboxOptions) {
    this.reception = new Reception(openDoors(options.resource, options.doors), {
      ...options,
      letPass: (signal) => this.letPass(signal),
    });
    this.sqs = new Outage('sqs', options.logger);
    this.queue = new QueueWatch(options.emptyAfterMilliseconds);
    // A batch is received only when all of the last one is done. N consumers of one message never wait for each other.
    this.consumers = Array.from({ length: options.concurrency }, () => this.consumer());
  }

  /** Whether SQS answered when last asked. */
  isHealthy(): boolean {
    return !this.sqs.isOn;
  }

  /** Runs when SQS has answered again after a failure. */
  onReconnected(callback: () => unknown): void {
    this.sqs.onOver(callback);
  }

  /** Whether nothing waits in the queue, as far as this inbox can know. */
  seemsEmpty(): boolean {
    return this.queue.seemsEmpty(performance.now());
  }

  /** Whether it has a message in hand. */
  get hasWork(): boolean {
    return this.queue.hasWork;
  }

  start(): void {
    for (const consumer of this.consumers) consumer.start();
  }

  /** Receives nothing more, finishes what is in hand while there is time, and gives back the rest. */
  stop(): Promise<void> {
    return (this.stopped ??= this.drain());
  }

  private async drain(): Promise<void> {
    const { drainSeconds, logger, resource } = this.options;
    const giveBackSeconds = Math.min(giveBackSecondsMax, drainSeconds / 2);
    this.stopping.abort();
    this.reception.close();
    for (const consumer of this.consumers) consumer.stop();
    await this.idle(drainSeconds - giveBackSeconds);
    this.reception.work.giveBackAll();
    await this.idle(giveBackSeconds);
    logger.info('inbox.stopped', { inbox: resource.name });
  }

  /** Until no consumer polls or works, but no longer than this. */
  private async idle(secondsMax: number): Promise<void> {
    const until = performance.now() + secondsMax * 1_000;
    while (this.consumers.some(({ status }) => status.isPolling) && performance.now() < until) await pause(20);
  }

  private consumer(): Consumer {
    const { sqs, queueUrl, resource, drainSeconds, waitSeconds } = this.options;
    const consumer: Consumer = Consumer.create({
      sqs,
      queueUrl,
      batchSize: 1,
      waitTimeSeconds: waitSeconds ?? Math.max(1, Math.min(waitSecondsMax, Math.floor(drainSeconds / 3))),
      visibilityTimeout: resource.visibilityTimeoutSeconds,
      messageSystemAttributeNames: ['ApproximateReceiveCount'],
      // The pauses of an outage are ours.
      authenticationErrorTimeout: 0,
      preReceiveMessageCallback: () => this.beforePoll(consumer),
      postReceiveMessageCallback: () => Promise.resolve(this.sqs.answered()),
      handleMessage: (message) => {
        this.queue.isBusy(consumer);
        return this.reception.take(message);
      },
      terminateVisibilityTimeout: ([message]) => this.reception.comesAgainAfter(message!),
    });
    // A handler's failure is another event of the consumer's, and the reception has reported it already.
    consumer.on('error', (error, message) => {
      if (message === undefined) this.queue.isCutOff(consumer);
      this.onTrouble(error, message);
    });
    return consumer;
  }

  /** What came at the same moment to an inbox before this one is done first; and in a flood all that comes there is. */
  private async letPass(signal: AbortSignal): Promise<void> {
    const { after = [], letPassMillisecondsMax: most = letPassMillisecondsMax } = this.options;
    const began = performance.now();
    const waited = () => performance.now() - began;
    const isOneLeft = () => waited() < letOnePassMilliseconds && after.some((inbox) => inbox.hasWork);
    const isFlood = () => !after.every((inbox) => inbox.seemsEmpty());
    while ((isOneLeft() || isFlood()) && waited() < most) await pause(turnMilliseconds, undefined, { signal });
  }

  private async beforePoll(consumer: Consumer): Promise<void> {
    const { after = [] } = this.options;
    const { signal } = this.stopping;
    const milliseconds = this.sqs.pauseMilliseconds();
    if (milliseconds > 0) await pause(milliseconds, undefined, { signal });
    while (!after.every((inbox) => inbox.seemsEmpty())) {
      this.queue.isBusy(consumer);
      await pause(turnMilliseconds, undefined, { signal });
    }
    signal.throwIfAborted();
    this.queue.asks(consumer, performance.now());
  }

  /** A poll failed; or, with a message, it could not be deleted or kept away, and comes again when its visibility is over. */
  private onTrouble(error: Error, message: Message | Message[] | undefined): void {
    const cause = error.cause ?? error;
    if (message !== undefined)
      this.options.logger.error('message.not_settled', cause, { messageId: [message].flat()[0]?.MessageId });
    // Where SQS has said no to one message, it is there.
    const isRefusal = message !== undefined && !isUnavailable(cause);
    if (!isRefusal && !this.stopping.signal.aborted) this.sqs.failed(cause);
  }
}
