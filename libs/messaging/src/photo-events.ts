import { PublishBatchCommand, PublishCommand, type MessageAttributeValue, type SNSClient } from '@aws-sdk/client-sns';
import type { Envelope } from '@pinhole/contracts';
import { nameAttribute } from '@pinhole/resources';
import { writeMessage, type WrittenMessage } from './written-message.js';

/** One message of a batch that SNS did not take. */
export interface NotPublished {
  /** Its place in the batch. */
  readonly index: number;
  readonly code: string;
  /** The message itself is at fault: sent again as it is, it will fail again. */
  readonly refused: boolean;
}

/** A publish that takes longer has failed, retries and all: it may have arrived nonetheless. */
export const publishSecondsMax = 5;

/** The topic that all services publish their facts to. */
export class PhotoEvents {
  constructor(
    private readonly sns: SNSClient,
    private readonly topicArn: string,
  ) {}

  async publish(message: Envelope | WrittenMessage): Promise<void> {
    const { name, payload } = 'payload' in message ? message : writeMessage(message);
    await this.sns.send(
      new PublishCommand({ TopicArn: this.topicArn, Message: payload, MessageAttributes: attributesOf(name) }),
      timeLimit(),
    );
  }

  /** Publishes at most ten messages at once (batchUp cuts them) and says which were not taken. */
  async publishBatch(messages: readonly WrittenMessage[]): Promise<NotPublished[]> {
    const { Failed = [] } = await this.sns.send(
      new PublishBatchCommand({
        TopicArn: this.topicArn,
        PublishBatchRequestEntries: messages.map(({ name, payload }, index) => ({
          Id: String(index),
          Message: payload,
          MessageAttributes: attributesOf(name),
        })),
      }),
      timeLimit(),
    );
    return Failed.map(({ Id, Code = 'unknown', SenderFault = false }) => ({
      index: Number(Id),
      code: Code,
      refused: SenderFault,
    }));
  }
}

/** What the inboxes' filters look at. */
function attributesOf(name: string): Record<string, MessageAttributeValue> {
  return { [nameAttribute]: { DataType: 'String', StringValue: name } };
}

function timeLimit() {
  return { abortSignal: AbortSignal.timeout(publishSecondsMax * 1_000) };
}
