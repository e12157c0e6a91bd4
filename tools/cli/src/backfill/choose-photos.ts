import type { PhotoId } from '@pinhole/contracts';
import { UploadEntity } from '@pinhole/upload-api';
import type { PhotoFacts } from '../audit/photo-facts.js';
import { readRow } from '../audit/read-rows.js';
import type { Site } from '../audit/site.js';
import { CliProblem } from '../cli-problem.js';
import type { BackfillWish } from './backfill-wish.js';
import { readAllShown, readShown } from './read-shown.js';
import { reasonsOf } from './reasons.js';

/** Which photos are to be made again, and why. */
export interface Choice {
  readonly photos: readonly PhotoId[];
  readonly lost: number;
  readonly outdated: number;
  /** There are more than go at once. */
  readonly isCutShort: boolean;
  /** Asked for by name, and not ready: nothing of them can be made again. */
  readonly left: readonly { readonly id: PhotoId; readonly state: string }[];
}

export async function choosePhotos(site: Site, wish: BackfillWish): Promise<Choice> {
  const photos: PhotoId[] = [];
  const left: Choice['left'][number][] = [];
  const found = { lost: 0, outdated: 0 };
  for await (const facts of wish.photos ? readNamed(site, wish.photos) : readAllShown(site)) {
    if (wish.photos && facts.card?.state !== 'ready') left.push({ id: facts.id, state: facts.card?.state ?? 'processing' });
    let reasons = reasonsOf(facts, wish.recipe);
    // Pages of rows and of listings are not of the same moment: what seems lost is looked at by itself.
    if (reasons.includes('lost')) reasons = reasonsOf(await readShown(site, facts.id), wish.recipe);
    if (reasons.length === 0) continue;
    if (photos.length === wish.limit) return { photos, ...found, left, isCutShort: true };
    photos.push(facts.id);
    for (const reason of reasons) found[reason] += 1;
  }
  return { photos, ...found, left, isCutShort: false };
}

/** Nothing is begun where a name is wrong. */
async function* readNamed(site: Site, ids: readonly PhotoId[]): AsyncGenerator<PhotoFacts> {
  const unknown: PhotoId[] = [];
  for (const id of ids) if (!(await readRow(site.uploads, UploadEntity, ['id'], id))) unknown.push(id);
  if (unknown.length > 0) throw new CliProblem(`No upload is known as ${unknown.join(' or ')}. Nothing was done.`);
  for (const id of ids) yield readShown(site, id);
}
