import type { BodyOf, MessageContract } from '@pinhole/contracts';
import type { Delivery } from './delivery.js';

/** What stands behind a door. Returning deletes the message; throwing leaves it to come again, and at last to the dead-letter queue. */
export type MessageHandler<Body = unknown> = (message: Body, delivery: Delivery) => Promise<void>;

/** Where messages of one name come in. */
export interface Door {
  readonly contract: MessageContract;
  /** As a person would name it: `CardInbox.onPhotoUploaded`. */
  readonly label: string;
  readonly handle: MessageHandler;
}

interface Mark {
  readonly contract: MessageContract;
  readonly method: string | symbol;
}

const marks = new WeakMap<object, Mark[]>();

/** Makes a method of a provider the door for one kind of message. */
export function OnMessage<Contract extends MessageContract>(contract: Contract) {
  return <Handler extends MessageHandler<BodyOf<Contract>>>(
    prototype: object,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    marks.set(prototype, [...(marks.get(prototype) ?? []), { contract, method }]);
  };
}

/** The doors of one provider, inherited ones included. */
export function doorsOf(provider: object): Door[] {
  const doors: Door[] = [];
  for (let prototype: object | null = provider; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null)
    for (const { contract, method } of marks.get(prototype) ?? [])
      doors.push({
        contract,
        label: `${provider.constructor.name}.${String(method)}`,
        handle: (message, delivery) => (provider as Record<typeof method, MessageHandler>)[method]!(message, delivery),
      });
  return doors;
}
