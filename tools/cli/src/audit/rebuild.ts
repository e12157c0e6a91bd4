import type { PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { UploadEntity } from '@pinhole/upload-api';
import { promiseMaking } from '../backfill/promise-making.js';
import { cardColumns } from './photo-facts.js';
import { readRow } from './read-rows.js';
import { ring } from './ring.js';
import { shownRevision } from './shown-revision.js';
import type { Site } from './site.js';

/** Has the making that a card shows made once more, by the recipe that made it. What has none yet gets its first. */
export async function rebuild(site: Site, id: PhotoId): Promise<void> {
  const card = await readRow(site.gallery, CardEntity, cardColumns, id);
  const revision = shownRevision(card ?? undefined);
  // At revision 0 a card shows what it shows, and takes the next making, the same one included.
  await site.gallery.manager.update(CardEntity, { id }, { revision: 0 });
  if (!card || revision <= 1) return ring(site, id);
  const upload = await site.uploads.manager.findOneBy(UploadEntity, { id });
  const recipe = { name: card.recipeName, version: card.recipeVersion };
  if (upload) await promiseMaking(site.uploads.manager, upload, { revision, recipe });
}
