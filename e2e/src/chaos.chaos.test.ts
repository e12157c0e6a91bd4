import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack } from '@pinhole/local';
import { eventually } from '@pinhole/testing';
import { expectAuditedClean } from './support/audit.js';
import { Client } from './support/client.js';
import { seeded } from './support/cut.js';
import { findLosses } from './support/find-losses.js';
import { killable, planKills } from './support/kill-plan.js';
import { Killer } from './support/killer.js';
import { numberSetting } from './support/number-setting.js';
import { PhotoPool } from './support/photo-pool.js';
import { SettleWatch } from './support/settle-watch.js';
import { StackStores } from './support/stack-stores.js';
import { tell } from './support/tell.js';
import { UploadCrowd } from './support/upload-crowd.js';

const seed = numberSetting('SEED', Math.floor(Math.random() * 1_000_000), 0);
/** Two for each kill at least, so that every kill has uploads to disturb. */
const uploads = numberSetting('CHAOS_UPLOADS', 300, 25);
const clients = 8;
const killsEach = 2;
const settleSecondsMax = 120;
/** Bounds a run that hangs: an upload takes a second or two of a busy machine, and a kill half a minute. */
const runSecondsMax = 600 + uploads * 6;

let stack: LocalStack;
let stores: StackStores;

beforeAll(async () => {
  stack = await startStack();
  stores = await StackStores.of(stack);
}, 180_000);
afterAll(async () => {
  await stores?.close();
  await stack?.stop();
}, 30_000);

describe(`kill -9 of every process, each ${killsEach} times, during ${uploads} uploads (SEED=${seed})`, () => {
  it(
    'loses nothing that was accepted, and doubles nothing',
    async () => {
      const random = seeded(seed);
      const client = new Client(stack.url);
      const watch = new SettleWatch(stores);
      const killer = new Killer(stack, planKills(random, killsEach, uploads), uploads);
      const mayBegin = (upload: number) => killer.mayBegin(upload);
      const pool = await PhotoPool.make();
      const crowd = new UploadCrowd({ client, watch, pool, uploads, clients, seed, random, mayBegin });
      const over = new AbortController();
      const beganAt = performance.now();
      try {
        await Promise.all([crowd.run(over.signal), killer.run(() => crowd.begun, over.signal)]);
        await eventually(() => watch.waiting.length === 0, { withinSeconds: settleSecondsMax });
      } finally {
        over.abort();
        await watch.stop();
      }
      // What was promised last is told within a moment, and what nobody heard of is made ready like all else.
      await eventually(async () => (await stores.promisesOpen()) === 0, { withinSeconds: 30 });
      const found = await eventually(
        async () => {
          const now = await findLosses(stores, client, crowd);
          if (now.faults.length > 0) throw new Error(now.faults.join('\n'));
          return now;
        },
        { withinSeconds: settleSecondsMax, everySeconds: 2 },
      );
      tell(`chaos, SEED=${seed}, ${Math.round((performance.now() - beganAt) / 1_000)} s`, {
        uploads,
        acknowledged: crowd.accepted.length,
        'sent again': crowd.tries - crowd.accepted.length,
        'whole, though their client never heard': found.unheard.length,
        'originals without a row': found.orphans.length,
        ...Object.fromEntries(killable.map((name) => [`kills of ${name}`, killer.times(name)])),
        'slowest recovery': `${killer.slowestRecoverySeconds.toFixed(1)} s`,
        'slowest to settle': `${watch.slowestSeconds().toFixed(1)} s`,
        'slowest to settle after the last kill': `${watch.slowestSeconds(killer.lastAt).toFixed(1)} s`,
      });
      expect(crowd.accepted).toHaveLength(uploads);
      expect(watch.slowestSeconds(killer.lastAt)).toBeLessThan(settleSecondsMax);
      expect(killable.filter((name) => killer.times(name) < killsEach)).toEqual([]);
      await expectAuditedClean(stack);
    },
    runSecondsMax * 1_000,
  );
});
