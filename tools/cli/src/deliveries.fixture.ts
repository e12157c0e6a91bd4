import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { envelope, type Envelope } from '@pinhole/contracts';
import { eventually, shuffled } from '@pinhole/testing';

const batchMax = 10;
const timesMax = 5;

/** A queue that a test fills itself: what is in it comes as often and in the order that the test wants. */
export class Deliveries {
  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async put(messages: readonly Envelope[]): Promise<void> {
    for (let at = 0; at < messages.length; at += batchMax) {
      const Entries = messages
        .slice(at, at + batchMax)
        .map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
      const { Failed = [] } = await this.sqs.send(new SendMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }));
      if (Failed.length > 0) throw new Error(`${Failed.length} messages were not taken.`);
    }
  }

  /** All that is there now. */
  async takeAll(): Promise<Envelope[]> {
    const taken: Envelope[] = [];
    for (;;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.queueUrl, MaxNumberOfMessages: batchMax, WaitTimeSeconds: 0 }),
      );
      if (Messages.length === 0) return taken;
      taken.push(...Messages.map(({ Body }) => envelope.parse(JSON.parse(Body!))));
      const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
      await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }));
    }
  }

  /** Until nothing waits and nothing is in hand. */
  async untilDone(withinSeconds: number): Promise<void> {
    const isDone = async () => {
      const asked = new GetQueueAttributesCommand({ QueueUrl: this.queueUrl, AttributeNames: ['All'] });
      const { Attributes = {} } = await this.sqs.send(asked);
      const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: inHand } = Attributes;
      return Number(waiting) + Number(inHand) === 0;
    };
    await eventually(isDone, { withinSeconds, everySeconds: 0.25 });
  }
}

/** Each of them once to five times, in no order: the same ones for the same numbers. */
export function often<Message>(messages: readonly Message[], random: () => number): Message[] {
  const copies = messages.flatMap((message) => Array.from({ length: 1 + Math.floor(random() * timesMax) }, () => message));
  return shuffled(copies, random);
}
