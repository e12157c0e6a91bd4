import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit';
import { MakingEntity } from '@pinhole/upload-api';
import { Stores, type TestSite } from '../site.fixture.js';
import { backfill, cardOf, lose, newest, outdated, photoOf, polished, stored } from './backfill.fixture.js';
import { Maker } from './maker.fixture.js';

let stores: Stores;
let site: TestSite;
let maker: Maker;

beforeAll(async () => {
  stores = await Stores.start();
}, 180_000);
beforeEach(async () => {
  site = await stores.newSite();
  maker = new Maker(site);
}, 60_000);
afterEach(async () => {
  await maker?.stop();
  await site?.site.close();
});
afterAll(() => stores?.stop());

describe('a backfill', () => {
  it('makes what an older version made, as the next revision, and the old one stays', async () => {
    const [id, well, other] = [await outdated(site), await photoOf(site), await photoOf(site, 'polish', polished)];
    const { isWell, said, told } = await backfill(site);
    expect({ isWell, said }).toEqual({ isWell: true, said: '1 photo is done.' });
    expect(told).toContain(`1 photo: 0 with lost variants, 1 of an older standard than ${newest}.`);
    expect(await cardOf(site, id)).toBe(`2 standard ${newest}`);
    expect(await stored(site, id, 1, 2)).toEqual([true, true]);
    expect([...maker.makingsOf(well), ...maker.makingsOf(other)]).toEqual([]);
  });

  it('has nothing to do the second time, and says so', async () => {
    await outdated(site);
    await backfill(site);
    const { isWell, said, told } = await backfill(site);
    expect({ isWell, told }).toEqual({ isWell: true, told: '' });
    expect(said).toBe(
      `There is nothing to do: every ready photo is of standard ${newest} or polished, and has all its variants.`,
    );
    expect(maker.asked).toHaveLength(1);
  });

  it('with polish makes all that is not polished, of whatever version', async () => {
    const [old, well, other] = [await outdated(site), await photoOf(site), await photoOf(site, 'polish', polished)];
    expect(await backfill(site, '--recipe=polish')).toMatchObject({ isWell: true, said: '2 photos are done.' });
    expect([await cardOf(site, old), await cardOf(site, well), await cardOf(site, other)]).toEqual([
      ...[`2 polish ${polished}`, `2 polish ${polished}`, `1 polish ${polished}`],
    ]);
  });

  it.each(['standard', 'polish'])('makes what is lost under its own revision, by the recipe of its card: %s', async (recipe) => {
    const id = await photoOf(site, 'polish', polished);
    await lose(site, id);
    expect(await backfill(site, `--recipe=${recipe}`)).toMatchObject({ isWell: true });
    expect(maker.makingsOf(id)).toEqual([`1 polish ${polished}`]);
    expect([await stored(site, id, 1), await cardOf(site, id)]).toEqual([[true], `1 polish ${polished}`]);
    expect(await site.site.uploads.manager.count(MakingEntity)).toBe(0);
  });

  it('first makes what is lost and then the next revision, where a photo wants both', async () => {
    const id = await outdated(site);
    await lose(site, id);
    const { told } = await backfill(site);
    expect(told).toContain('1 photo: 1 with lost variants, 1 of an older standard');
    expect(told).toContain('1 of them both');
    expect(maker.makingsOf(id)).toEqual([`1 standard ${newest - 1}`, `2 standard ${newest}`]);
    expect(await stored(site, id, 1, 2)).toEqual([true, true]);
  });

  it('makes as many as it is told, and the rest the next time', async () => {
    const ids = [await outdated(site), await outdated(site), await outdated(site)];
    expect(await backfill(site, '--limit=2')).toMatchObject({
      isWell: true,
      said: '2 photos are done. There are more: run it again.',
    });
    expect(maker.asked).toHaveLength(2);
    expect((await backfill(site, '--limit=2')).said).toBe('1 photo is done.');
    expect(new Set(maker.asked.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('makes those that it is told, and says of which nothing can be made', async () => {
    const [id, other, rejected] = [await outdated(site), await outdated(site), await site.photo('rejected')];
    const { isWell, said, told } = await backfill(site, `--photos=${rejected}, ${id.toUpperCase()},${id}`);
    expect({ isWell, said }).toEqual({ isWell: true, said: '1 photo is done.' });
    expect(told).toContain(`${rejected} is rejected: there is nothing of it to be made again.`);
    expect(maker.makingsOf(other)).toEqual([]);
  });

  it('begins nothing where it is told of a photo that nobody knows', async () => {
    const [id, stranger] = [await outdated(site), newId<PhotoId>()];
    await expect(backfill(site, `--photos=${id},${stranger}`)).rejects.toThrow(
      `No upload is known as ${stranger}. Nothing was done.`,
    );
    expect(maker.asked).toEqual([]);
  });
});
