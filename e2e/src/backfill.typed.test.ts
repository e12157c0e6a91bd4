import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoView } from '@pinhole/contracts';
import { startStack, type LocalStack } from '@pinhole/local';
import { newestRecipe } from '@pinhole/resources';
import { eventually, makePhoto } from '@pinhole/testing';
import { audit } from './support/audit.js';
import { Client } from './support/client.js';
import { pinhole } from './support/pinhole.js';
import { StackStores } from './support/stack-stores.js';

const photosCount = 3;
/** A command that is built first, on a busy machine. */
const slow = 300_000;
const standard = { name: 'standard', version: newestRecipe('standard').version };
const polish = { name: 'polish', version: newestRecipe('polish').version };

let stack: LocalStack;
let stores: StackStores;
let client: Client;
let photos: PhotoView[];

beforeAll(async () => {
  stack = await startStack();
  stores = await StackStores.of(stack);
  client = new Client(stack.url);
  photos = await Promise.all(
    Array.from({ length: photosCount }, async (_, index) => {
      const { id } = await client.upload(await makePhoto({ width: 700 + index, height: 500 }));
      return client.settled(id, 120);
    }),
  );
}, 360_000);
afterAll(async () => {
  await stores?.close();
  await stack?.stop();
}, 60_000);

const urlsOf = ({ picture }: PhotoView) => picture!.sources.flatMap(({ srcset }) => srcset.map(({ url }) => url));
const keyOf = (url: string) => new URL(url).pathname.slice(1);

/** In hex, of each variant that the bucket has. */
async function sums(urls: readonly string[]): Promise<Record<string, string>> {
  const each = urls.map(async (url) => [url, await stores.sha256('variants', keyOf(url))] as const);
  return Object.fromEntries(await Promise.all(each));
}

/** Every photo by this recipe, under other URLs than those; and those are still answered, and have the same bytes. */
async function expectMadeAgain(recipe: PhotoView['recipe'], before: Readonly<Record<string, string>>): Promise<string[]> {
  const after = await eventually(
    async () => {
      const views = await Promise.all(photos.map(({ id }) => client.photo(id)));
      for (const view of views) expect(view.recipe).toEqual(recipe);
      return views;
    },
    { withinSeconds: 30 },
  );
  const urls = after.flatMap(urlsOf);
  expect(urls.filter((url) => url in before)).toEqual([]);
  for (const url of [...urls, ...Object.keys(before)])
    expect({ url, status: (await fetch(url)).status }).toMatchObject({ status: 200 });
  expect(await sums(Object.keys(before))).toEqual(before);
  return urls;
}

describe('a backfill of a whole stack', () => {
  it(
    'finds nothing to do where all is well',
    async () => {
      const { code, said } = await pinhole(stack, 'backfill');
      expect(code).toBe(0);
      // Beside it stands what was built for it.
      expect(said).toMatch(/^There is nothing to do: every ready photo .*\n/);
    },
    slow,
  );

  it(
    'makes lost variants again: the same keys, the same bytes',
    async () => {
      const urls = photos.flatMap(urlsOf);
      const before = await sums(urls);
      for (const url of urls.slice(0, -2)) await stores.remove('variants', keyOf(url));
      const { code, said } = await pinhole(stack, 'backfill');
      expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('3 photos are done.') as unknown });
      expect(await sums(urls)).toEqual(before);
      for (const { id, recipe } of photos) expect((await client.photo(id)).recipe).toEqual(recipe);
    },
    slow,
  );

  it(
    'makes what an older recipe made, and then polishes, each as a further revision; old URLs stay, and a second run does nothing',
    async () => {
      const first = await sums(photos.flatMap(urlsOf));
      await stores.ageCards(standard.version - 1);
      expect(await pinhole(stack, 'backfill')).toMatchObject({ code: 0 });
      const second = await sums(await expectMadeAgain(standard, first));
      expect((await pinhole(stack, 'backfill')).said).toContain('There is nothing to do');

      expect(await pinhole(stack, 'backfill', '--recipe', 'polish')).toMatchObject({ code: 0 });
      await expectMadeAgain(polish, { ...first, ...second });
      expect((await pinhole(stack, 'backfill', '--recipe', 'polish')).said).toContain('There is nothing to do');

      const audited = await audit(stack, '--grace-seconds=0', '--deep', '--fix');
      expect(audited).toMatchObject({
        code: 0,
        said: expect.stringContaining('There is nothing that --fix could do.') as unknown,
      });
    },
    2 * slow,
  );
});
