import type { BodyOf, Envelope, MessageContract } from '@pinhole/contracts';
import { currentContext, newId } from '@pinhole/service-kit';

/** Makes a message of a fact. Parsed before it is sent: a wrong body fails here, where the bug is, and not at every reader. */
export function seal<Contract extends MessageContract>(contract: Contract, body: BodyOf<Contract>, now: Date): Envelope {
  const { traceparent } = currentContext();
  return {
    id: newId(),
    name: contract.name,
    occurredAt: now.toISOString(),
    ...(traceparent === undefined ? {} : { traceparent }),
    body: contract.body.parse(body),
  };
}
