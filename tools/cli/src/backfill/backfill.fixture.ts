import type { PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { newestRecipe } from '@pinhole/resources';
import type { TestSite } from '../site.fixture.js';
import { backfillCommand } from './backfill-command.js';

export const newest = newestRecipe('standard').version;
export const polished = newestRecipe('polish').version;

/** A ready photo at revision 1, of the newest recipe unless it says another one. */
export async function photoOf(site: TestSite, recipeName = 'standard', recipeVersion = newest): Promise<PhotoId> {
  const id = await site.photo();
  await site.site.gallery.manager.update(CardEntity, { id }, { recipeName, recipeVersion });
  return id;
}

export const outdated = (site: TestSite) => photoOf(site, 'standard', newest - 1);

export const lose = (site: TestSite, id: PhotoId) => site.site.variants.delete(site.keyOf(id, 'avif'));

/** `2 polish 1`: revision and recipe. */
export async function cardOf({ site }: TestSite, id: PhotoId): Promise<string> {
  const { revision, recipeName, recipeVersion } = await site.gallery.manager.findOneByOrFail(CardEntity, { id });
  return `${revision} ${recipeName} ${recipeVersion}`;
}

/** Which of these revisions the store has. */
export async function stored(site: TestSite, id: PhotoId, ...revisions: readonly number[]): Promise<boolean[]> {
  const heads = revisions.map((revision) => site.site.variants.head(site.keyOf(id, 'avif', revision)));
  return (await Promise.all(heads)).map((head) => head !== null);
}

export async function backfill({ site }: TestSite, ...flags: string[]) {
  const said: string[] = [];
  const told: string[] = [];
  const terminal = { say: (text: string) => said.push(text), tell: (text: string) => told.push(text) };
  const isWell = await backfillCommand(['--wait-seconds=60', '--rate=100', ...flags])(site, terminal);
  return { isWell, said: said.join('\n'), told: told.join('\n') };
}
