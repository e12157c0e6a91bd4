import type { BodyOf, MessageContract } from '@pinhole/contracts';
import type { EntityManager } from 'typeorm';
import { OutboxEntity } from './outbox.entity.js';
import { seal } from './seal.js';
import { writeMessage } from './written-message.js';

/** Promises a message in the caller's transaction: it goes out if, and only if, that commits. */
export class Outbox {
  async add<Contract extends MessageContract>(
    transaction: EntityManager,
    contract: Contract,
    body: BodyOf<Contract>,
    now: Date,
  ): Promise<void> {
    const { name, payload } = writeMessage(seal(contract, body, now));
    await transaction.insert(OutboxEntity, { name, payload, dueAt: () => 'UTC_TIMESTAMP(3)', sentAt: null });
  }
}
