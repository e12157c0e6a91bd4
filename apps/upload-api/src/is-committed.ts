import type { PhotoId } from '@pinhole/contracts';
import type { DataSource } from 'typeorm';
import { UploadEntity } from './upload.entity.js';

/**
 * Whether a row whose COMMIT was sent and never answered is there. The server may still be at it, so the question waits for the
 * row's lock: who only looked would be told that there is no row, and take away the original of one that comes a moment later.
 */
export function isCommitted(database: DataSource, id: PhotoId): Promise<boolean> {
  return database.transaction('READ COMMITTED', async (transaction) => {
    const row = await transaction.findOne(UploadEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return row !== null;
  });
}
