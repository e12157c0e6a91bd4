import { SNSServiceException } from '@aws-sdk/client-sns';
import type { NotPublished, PhotoEvents } from './photo-events.js';
import type { WrittenMessage } from './written-message.js';

/** The topic could not be asked, or did not want to answer now. */
export class TopicUnreachable extends Error {
  constructor(cause: unknown) {
    super('The topic could not be reached.', { cause });
    this.name = new.target.name;
  }
}

/** Errors that are about what was sent, and not about who sent it, where to, or when. */
const aboutTheMessage = new Set(['InvalidParameter', 'InvalidParameterValue', 'BatchRequestTooLong', 'ValidationError']);

/**
 * Publishes a batch and says which messages were not taken. Where the batch is refused as a whole, each message is sent alone,
 * so that the one at fault keeps back no other.
 */
export async function publishOrRefuse(
  photoEvents: Pick<PhotoEvents, 'publishBatch'>,
  batch: readonly WrittenMessage[],
): Promise<NotPublished[]> {
  try {
    return await photoEvents.publishBatch(batch);
  } catch (error) {
    if (!(error instanceof SNSServiceException && aboutTheMessage.has(error.name.replace(/Exception$/, ''))))
      throw new TopicUnreachable(error);
    if (batch.length === 1) return [{ index: 0, code: error.name, refused: true }];
  }
  const failures: NotPublished[] = [];
  for (const [index, message] of batch.entries())
    failures.push(...(await publishOrRefuse(photoEvents, [message])).map((failure) => ({ ...failure, index })));
  return failures;
}
