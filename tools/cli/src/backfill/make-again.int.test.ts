import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OutboxEntity } from '@pinhole/messaging';
import { eventually } from '@pinhole/testing';
import { UploadEntity } from '@pinhole/upload-api';
import { Stores, type TestSite } from '../site.fixture.js';
import { backfill, cardOf, lose, newest, outdated, photoOf, polished, stored } from './backfill.fixture.js';
import { byTail, MakeAgain, waitingMax } from './make-again.js';
import { Maker } from './maker.fixture.js';

/** Stores on a busy machine. */
const slow = 120_000;

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

describe('a revision of a photo', () => {
  it('is never of two recipes, though several backfills run at once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => outdated(site)));
    await maker.stop();
    const running = Promise.all([
      backfill(site, '--recipe=polish'),
      backfill(site, '--recipe=standard'),
      backfill(site, '--recipe=polish', '--rate=5'),
    ]);
    // All of them ask before anything is made.
    await eventually(async () => (await site.site.uploads.manager.count(OutboxEntity)) >= 2.5 * ids.length, {
      withinSeconds: 60,
    });
    maker = new Maker(site);
    expect((await running).map(({ isWell }) => isWell)).toEqual([true, true, true]);
    const distinct = new Set(maker.asked.map(({ id, making }) => `${id} ${making}`));
    const revisions = new Set([...distinct].map((asked) => asked.split(' ').slice(0, 2).join(' ')));
    expect(distinct.size).toBe(revisions.size);
    for (const id of ids) expect(await cardOf(site, id)).toMatch(/^[23] polish/);
  }, 120_000);

  it('that another recipe has claimed is finished by that one, and the other comes after', async () => {
    const id = await outdated(site);
    await maker.stop();
    maker = new Maker(site, true);
    expect(await backfill(site, '--wait-seconds=1')).toMatchObject({ isWell: false });
    await maker.stop();
    expect(maker.makingsOf(id)).toEqual([`2 standard ${newest}`]);
    maker = new Maker(site);
    expect(await backfill(site, '--recipe=polish')).toMatchObject({ isWell: true });
    expect(await cardOf(site, id)).toBe(`3 polish ${polished}`);
    expect(await stored(site, id, 1, 2, 3)).toEqual([true, true, true]);
    expect(new Set(maker.makingsOf(id))).toEqual(new Set([`2 standard ${newest}`, `3 polish ${polished}`]));
  }, 60_000);
});

describe('a photo that does not get done', () => {
  it('is named, the others are made, and the next run goes on under the same revision', async () => {
    const [bad, ...good] = await Promise.all(Array.from({ length: 4 }, () => outdated(site)));
    maker.impossible.add(bad!);
    const { isWell, said } = await backfill(site, '--wait-seconds=2');
    expect(isWell).toBe(false);
    expect(said).toContain('3 of 4 photos are done.');
    expect(said).toContain(`  ${bad!}\n`);
    for (const id of good) expect(await cardOf(site, id)).toBe(`2 standard ${newest}`);
    maker.impossible.clear();
    expect((await backfill(site)).said).toBe('1 photo is done.');
    expect(maker.makingsOf(bad!)).toEqual([`2 standard ${newest}`, `2 standard ${newest}`]);
  }, 60_000);

  it('gives its room to others when those that were asked for after it are done', async () => {
    const ids = (await Promise.all(Array.from({ length: 6 }, () => outdated(site)))).toSorted(byTail);
    const bad = [ids[0]!, ids[2]!];
    for (const id of bad) maker.impossible.add(id);
    const wish = { recipe: 'standard', ratePerSecond: 100, waitSeconds: 2 } as const;
    const work = new MakeAgain(site.site, ids, wish, bad.length);
    const vain = await work.run(() => undefined);
    expect(new Set(vain)).toEqual(new Set(bad));
    expect(work.done).toBe(4);
  }, 60_000);

  it('is named where its card has no upload', async () => {
    const id = await outdated(site);
    await site.site.uploads.manager.delete(UploadEntity, { id });
    const { isWell, said } = await backfill(site);
    expect({ isWell, names: said.includes(id) }).toEqual({ isWell: false, names: true });
  });
});

describe('the resizers’ queue', () => {
  it('is given no more in a second than it is told', async () => {
    for (let count = 0; count < 5; count += 1) await outdated(site);
    await backfill(site, '--rate=2');
    const [first, second, third, fourth, fifth] = maker.asked.map(({ at }) => at.getTime());
    // Timers are late at times, and never early by more than what a clock is coarse.
    expect(third! - second!).toBeGreaterThan(900);
    expect(fifth! - fourth!).toBeGreaterThan(900);
    expect(second).toBeGreaterThanOrEqual(first!);
  }, 60_000);

  it(
    'holds no more than a few of what is asked for, however many there are',
    async () => {
      for (let count = 0; count < waitingMax + 5; count += 1) await lose(site, await photoOf(site));
      await maker.stop();
      maker = new Maker(site, true);
      const { isWell, said } = await backfill(site, '--rate=1000', '--wait-seconds=1');
      await maker.stop();
      expect(isWell).toBe(false);
      expect(maker.asked).toHaveLength(waitingMax);
      expect(said).toContain('and 80 more');
      expect(said).toContain('5 photos were not asked for any more.');
    },
    slow,
  );
});
