import { ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { PhotoId } from '@pinhole/contracts';
import { readEnvelope } from './read-envelope.js';

export interface Letter {
  readonly photoId?: PhotoId;
  readonly says: string;
}

/** Hidden only as long as one look takes, so that the next look finds it again. A dead-letter queue counts no receives. */
const hiddenSeconds = 5;
const batchMax = 10;

/** Names what lies in a queue and leaves it there. */
export async function readLetters(sqs: SQSClient, QueueUrl: string, lettersMax: number): Promise<Letter[]> {
  const letters = new Map<string, Letter>();
  while (letters.size < lettersMax) {
    const MaxNumberOfMessages = Math.min(batchMax, lettersMax - letters.size);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages, VisibilityTimeout: hiddenSeconds, WaitTimeSeconds: 1 }),
    );
    const before = letters.size;
    for (const message of Messages) letters.set(message.MessageId ?? '', nameOf(message));
    if (letters.size === before) break;
  }
  return [...letters.values()];
}

function nameOf({ MessageId, Body }: Message): Letter {
  const message = readEnvelope(Body);
  if (!message) return { says: `message ${MessageId ?? 'without an id'}, which is none of ours,` };
  const { name, occurredAt, photoId } = message;
  return { ...(photoId && { photoId }), says: `${name} of ${occurredAt.toISOString()}` };
}
