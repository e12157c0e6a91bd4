import { resizeAsked } from '@pinhole/contracts';
import { Outbox } from '@pinhole/messaging';
import { photoUploadedOf, type Making, type UploadEntity } from '@pinhole/upload-api';
import type { EntityManager } from 'typeorm';

/** The relay asks the resizers for it once this commits: in the lane that waits for all others. */
export function promiseMaking(transaction: EntityManager, upload: UploadEntity, making: Making): Promise<void> {
  return new Outbox().add(transaction, resizeAsked, { ...photoUploadedOf(upload), ...making }, new Date());
}
