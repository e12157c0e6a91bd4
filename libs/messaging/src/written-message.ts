import type { Envelope } from '@pinhole/contracts';
import { nameAttribute } from '@pinhole/resources';

/** A message as it goes over the wire. */
export interface WrittenMessage {
  readonly name: string;
  readonly payload: string;
}

/** What SNS takes, as one message and as one batch. The attribute counts too. */
export const publishBytesMax = 256 * 1024;

export function writeMessage(envelope: Envelope): WrittenMessage {
  const message = { name: envelope.name, payload: JSON.stringify(envelope) };
  const bytes = bytesOf(message);
  if (bytes > publishBytesMax)
    throw new RangeError(`A ${envelope.name} of ${bytes} bytes is larger than a message may be (${publishBytesMax}).`);
  return message;
}

export function bytesOf({ name, payload }: WrittenMessage): number {
  return Buffer.byteLength(payload) + Buffer.byteLength(`${nameAttribute}String${name}`);
}
