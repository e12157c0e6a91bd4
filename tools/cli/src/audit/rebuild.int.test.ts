import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CardEntity } from '@pinhole/gallery-api';
import { OutboxEntity } from '@pinhole/messaging';
import { Stores, type TestSite } from '../site.fixture.js';
import { auditAndMend } from './audit-and-mend.js';
import { readAuditWish } from './audit-wish.js';

let stores: Stores;
let site: TestSite;

beforeAll(async () => {
  stores = await Stores.start();
  site = await stores.newSite();
}, 180_000);
afterAll(async () => {
  await site?.site.close();
  await stores?.stop();
});

it('has a further revision made again as that one, by its own recipe, and leaves those before it', async () => {
  const id = await site.photo();
  const { gallery, uploads, variants } = site.site;
  const { picture } = await gallery.manager.findOneByOrFail(CardEntity, { id });
  const second = picture!.variants.map((one) => ({ ...one, objectKey: site.keyOf(id, one.format as 'jpeg', 2) }));
  const polished = { revision: 2, recipeName: 'polish', picture: { ...picture!, variants: second } };
  await gallery.manager.update(CardEntity, { id }, polished);

  const wish = readAuditWish(['--grace-seconds=0', '--wait-seconds=0', '--fix', '--yes']);
  for (const asked of [1, 2]) {
    // The second time the card waits at revision 0 already.
    const { plan } = await auditAndMend(site.site, wish);
    expect(plan?.mends).toContainEqual({ do: 'rebuild', photoId: id });
    const promises = await uploads.manager.find(OutboxEntity, { order: { id: 'ASC' } });
    expect(promises).toHaveLength(asked);
    expect(JSON.parse(promises.at(-1)!.payload)).toMatchObject({
      name: 'resize.asked.v1',
      body: { photo: { id }, revision: 2, recipe: { name: 'polish', version: 1 } },
    });
  }
  expect(await variants.head(site.keyOf(id))).not.toBeNull();
});
