import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { envelope, type Envelope } from '@pinhole/contracts';

/** Takes out of a queue what is in it now. */
export async function drainQueue(sqs: SQSClient, QueueUrl: string): Promise<Envelope[]> {
  const found: Envelope[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return found;
    found.push(...Messages.map(({ Body }) => envelope.parse(JSON.parse(Body!))));
    const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
