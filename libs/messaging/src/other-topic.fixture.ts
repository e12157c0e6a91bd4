import type { SNSClient } from '@aws-sdk/client-sns';
import { PhotoEvents, type NotPublished } from './photo-events.js';
import type { WrittenMessage } from './written-message.js';

type PublishBatch = (messages: readonly WrittenMessage[]) => Promise<NotPublished[]>;

/** A topic that does something else, or something more, than publish. */
export class OtherTopic extends PhotoEvents {
  constructor(
    sns: SNSClient,
    topicArn: string,
    private readonly instead: (messages: readonly WrittenMessage[], publish: PublishBatch) => Promise<NotPublished[]>,
  ) {
    super(sns, topicArn);
  }

  override publishBatch(messages: readonly WrittenMessage[]): Promise<NotPublished[]> {
    return this.instead(messages, (given) => super.publishBatch(given));
  }
}
