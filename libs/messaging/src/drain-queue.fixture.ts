import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { envelope, type Envelope } from '@pinhole/contracts';
import { setTimeout as pause } from 'node:timers/promises';

/** A topic has delivered long before. */
const deliveredSecondsMax = 20;

/** Takes out of a queue what is in it now; a topic delivers in its own time, so that one waits until there are so many. */
export async function drainQueue(sqs: SQSClient, QueueUrl: string, atLeast = 0): Promise<Envelope[]> {
  const found: Envelope[] = [];
  const deadline = Date.now() + deliveredSecondsMax * 1000;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) {
      if (found.length >= atLeast || Date.now() > deadline) return found;
      await pause(50);
      continue;
    }
    found.push(...Messages.map(({ Body }) => envelope.parse(JSON.parse(Body!))));
    const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
