import type { PhotoId } from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import type { DataSource } from 'typeorm';

/**
 * Whether a row whose COMMIT was sent and never answered is there. The server may still be at it, so the question waits for the
 * row's lock: who only looked would be told that there is no row, and take away the original of one that comes a moment later.
 * In the words that MySQL and MariaDB share, and for the lock that a read-only server still gives.
 */
export async function isCommitted(database: DataSource, id: PhotoId): Promise<boolean> {
  const rows = await database.query<unknown[]>('SELECT 1 FROM upload WHERE id = ? LOCK IN SHARE MODE', [uuidBytes.to(id)]);
  return rows.length > 0;
}
