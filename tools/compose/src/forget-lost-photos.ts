import { emptySchema } from './empty-schema.js';
import type { Marker } from './marker.js';

/**
 * The emulator keeps nothing over a restart of its container, MySQL does: where the marker is gone, so are all objects and
 * messages, and a row that stayed would be a card without its picture. Returns how many rows were forgotten. Run before buckets
 * are made, when nothing can be accepted; a crash in between forgets nothing more the next time, for there is nothing more.
 */
export async function forgetLostPhotos(marker: Pick<Marker, 'exists' | 'write'>, schemaUrls: readonly string[]): Promise<number> {
  if (await marker.exists()) return 0;
  let rows = 0;
  for (const url of schemaUrls) rows += await emptySchema(url);
  await marker.write();
  return rows;
}
