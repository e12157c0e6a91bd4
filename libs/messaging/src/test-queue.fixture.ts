import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Envelope } from '@pinhole/contracts';

/** A queue with its dead-letter queue, for one test. */
export class TestQueue {
  private constructor(
    private readonly sqs: SQSClient,
    readonly url: string,
    readonly arn: string,
    readonly deadLetterUrl: string,
  ) {}

  static async make(sqs: SQSClient, name: string, { maxReceiveCount }: { maxReceiveCount: number }): Promise<TestQueue> {
    const make = async (QueueName: string) => {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
      return { url: QueueUrl!, arn: Attributes!.QueueArn! };
    };
    const queue = await make(name);
    const dead = await make(`${name}-dead`);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount });
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { RedrivePolicy, VisibilityTimeout: '30' } }),
    );
    return new TestQueue(sqs, queue.url, queue.arn, dead.url);
  }

  async send(...messages: (Envelope | string)[]): Promise<void> {
    for (const message of messages) {
      const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
      await this.sqs.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody }));
    }
  }

  /** How many wait, and how many are hidden because somebody has them. */
  async counts(): Promise<{ waiting: number; inHand: number }> {
    const { Attributes } = await this.sqs.send(new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: ['All'] }));
    return {
      waiting: Number(Attributes!.ApproximateNumberOfMessages),
      inHand: Number(Attributes!.ApproximateNumberOfMessagesNotVisible),
    };
  }

  async isEmpty(): Promise<boolean> {
    const { waiting, inHand } = await this.counts();
    return waiting + inHand === 0;
  }

  /** Whatever can be received at once, with how often it was received. */
  async receive(url = this.url): Promise<{ text: string; receives: number; handle: string }[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return Messages.map(({ Body, Attributes, ReceiptHandle }) => ({
      text: Body!,
      receives: Number(Attributes!.ApproximateReceiveCount),
      handle: ReceiptHandle!,
    }));
  }

  async deadLetters(): Promise<string[]> {
    return (await this.receive(this.deadLetterUrl)).map(({ text }) => text);
  }
}
