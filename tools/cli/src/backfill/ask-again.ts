import type { PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { newestRecipe, refOf, type RecipeName } from '@pinhole/resources';
import { claimRevision, UploadEntity, type Making } from '@pinhole/upload-api';
import { cardColumns } from '../audit/photo-facts.js';
import { readRow } from '../audit/read-rows.js';
import { shownRevision } from '../audit/shown-revision.js';
import type { Site } from '../audit/site.js';
import { promiseMaking } from './promise-making.js';
import { readShown } from './read-shown.js';
import { reasonsOf, recipeOf } from './reasons.js';

/** `done`: nothing is to be made; `unknown`: no upload says of what it would be made. */
export type Asked = Making | 'done' | 'unknown';

/** Asks for the next making of a photo, as it is now. Whose its revision is, is written down in the same transaction. */
export async function askAgain(site: Site, id: PhotoId, wished: RecipeName): Promise<Asked> {
  const { card, variants } = await readShown(site, id);
  const [reason] = reasonsOf({ card, variants }, wished);
  if (!card || !reason) return 'done';
  const revision = shownRevision(card);
  return site.uploads.transaction('READ COMMITTED', async (transaction) => {
    const upload = await transaction.findOneBy(UploadEntity, { id });
    if (!upload) return 'unknown';
    const making =
      reason === 'lost'
        ? { revision, recipe: recipeOf(card) }
        : await claimRevision(transaction, { id, revision }, refOf(newestRecipe(wished)));
    await promiseMaking(transaction, upload, making);
    return making;
  });
}

/** What has become of it: `next` where something else is to be made now. */
export async function lookAgain(
  site: Site,
  id: PhotoId,
  making: Making,
  wished: RecipeName,
): Promise<'done' | 'waiting' | 'next'> {
  const card = await readRow(site.gallery, CardEntity, cardColumns, id);
  const shown = shownRevision(card ?? undefined);
  if (card?.state === 'ready' && making.revision > shown) return 'waiting';
  const [reason] = reasonsOf(await readShown(site, id), wished);
  if (!reason) return 'done';
  return reason === 'lost' && making.revision === shown ? 'waiting' : 'next';
}
