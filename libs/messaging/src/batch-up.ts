import { bytesOf, publishBytesMax, type WrittenMessage } from './written-message.js';

/** SNS takes no more in one PublishBatch. */
export const batchMessagesMax = 10;

/** Cuts a list, in its order, into batches that SNS takes: by number and by bytes. A message too large for any is a batch of its own. */
export function batchUp<Message extends WrittenMessage>(messages: readonly Message[]): Message[][] {
  const batches: Message[][] = [];
  let bytesInLast = 0;
  for (const message of messages) {
    const bytes = bytesOf(message);
    const last = batches.at(-1);
    if (last !== undefined && last.length < batchMessagesMax && bytesInLast + bytes <= publishBytesMax) {
      last.push(message);
      bytesInLast += bytes;
    } else {
      batches.push([message]);
      bytesInLast = bytes;
    }
  }
  return batches;
}
