import { eventually, testDatabase, type TestDatabase } from '@pinhole/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ringsMax } from './ring-schedule.js';
import { Sweeper, type SweeperOptions } from './sweeper.js';
import { CapturedLog } from './captured-log.fixture.js';
import { createOutbox, openOutbox, promisesIn } from './open-outbox.fixture.js';
import { SampleLedger } from './sample-ledger.fixture.js';

let server: TestDatabase;
let url: string;
let database: DataSource;
let ledger: SampleLedger;
let log: CapturedLog;
let now: Date;
const sweepers: Sweeper[] = [];
let tests = 0;

beforeAll(async () => {
  server = await testDatabase();
}, 180_000);
beforeEach(async () => {
  url = await server.schemaUrl(`sweeper${(tests += 1)}`);
  database = await openOutbox(url);
  await createOutbox(database);
  ledger = await SampleLedger.create(database);
  log = new CapturedLog();
  now = new Date('2026-11-21T09:00:00.000Z');
});
afterEach(async () => {
  await Promise.all(sweepers.splice(0).map((each) => each.stop()));
  await database.destroy();
});
afterAll(() => server.stop());

function sweeper(options: Partial<SweeperOptions> = {}, of = database): Sweeper {
  const made = new Sweeper(of, ledger, log.logger, { now: () => now, ...options }) as Sweeper;
  sweepers.push(made);
  return made;
}

const pass = (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000));
const accept = () => ledger.accept(database, now);
const rowOf = async (id: string) =>
  (await database.query<{ state: string; rings: number; ring_at: Date | null }[]>('SELECT * FROM ledger WHERE id = ?', [id]))[0]!;

/** What was promised so far, as photo and code. */
const said = async () =>
  (await promisesIn(database)).map(({ payload }) => {
    const { body } = JSON.parse(payload) as { body: { photo: { id: string }; rejection: { code: string } } };
    return `${body.photo.id} ${body.rejection.code}`;
  });

describe('the sweeper', () => {
  it('rings after 60 s, after 60 s again, then with doubling pauses, ten times, and then gives up', async () => {
    const id = await accept();
    const acceptedAt = now.getTime();
    const sweeping = sweeper();
    const movedAfter: number[] = [];
    while ((await rowOf(id)).state === 'waiting') {
      if ((await sweeping.ringDue()) === 1) movedAfter.push((now.getTime() - acceptedAt) / 1_000);
      pass(30);
    }
    const pauses = movedAfter.map((seconds, index) => seconds - (movedAfter[index - 1] ?? 0));
    expect(pauses).toEqual([60, 60, 120, 240, 480, 600, 600, 600, 600, 600, 600]);
    expect(await said()).toEqual([...Array<string>(ringsMax).fill(`${id} again`), `${id} gave_up`]);
    expect(log.of('photo.rung_again').map(({ rings }) => rings)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(log.of('photo.stuck')).toMatchObject([{ level: 'error', photoId: id, rings: 10 }]);
    pass(100_000);
    expect(await sweeping.ringDue()).toBe(0);
  });

  it('leaves alone who is settled, and who has not waited long enough', async () => {
    const settled = await accept();
    await ledger.settle(database, settled);
    pass(1);
    await accept();
    pass(59);
    expect([await sweeper().ringDue(), await sweeper().ringOverdue()]).toEqual([0, 0]);
    expect(await said()).toEqual([]);
  });

  it('rings and counts in one transaction, or does neither', async () => {
    const id = await accept();
    pass(60);
    const ring = ledger.ring.bind(ledger);
    ledger.ring = async (...all) => {
      await ring(...all);
      throw new Error('killed here');
    };
    await expect(sweeper().ringDue()).rejects.toThrow('killed here');
    expect(await said()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ rings: 0 });
    ledger.ring = ring;
    expect(await sweeper().ringDue()).toBe(1);
  });

  it('rings once for each row, though several sweep at once', async () => {
    const ids = [];
    for (let i = 0; i < 200; i += 1) ids.push(await accept());
    pass(60);
    const others = [await openOutbox(url), await openOutbox(url)];
    const moved = await Promise.all([database, ...others].map((of) => sweeper({ rowsMax: 7 }, of).ringDue()));
    expect(moved.reduce((sum, each) => sum + each)).toBe(200);
    expect((await said()).sort()).toEqual(ids.map((id) => `${id} again`).sort());
    await Promise.all(others.map((other) => other.destroy()));
  });

  it('rings at once, when asked, for all who have waited a minute since they were last rung for', async () => {
    const [waiting, answered] = [await accept(), await accept()];
    for (const seconds of [60, 60, 120, 240]) {
      pass(seconds);
      await sweeper().ringDue();
    }
    await ledger.settle(database, answered);
    pass(60); // Its next ring would be in seven minutes.
    const young = await accept();
    expect(await sweeper().ringDue()).toBe(0);
    expect(await sweeper().ringOverdue()).toBe(1);
    expect(await rowOf(waiting)).toMatchObject({ rings: 5, ring_at: new Date(now.getTime() + 600_000) });
    expect(await rowOf(young)).toMatchObject({ rings: 0 });
    expect(await sweeper().ringOverdue()).toBe(0);
  });

  it('gives up nobody ahead of the schedule, however often it is asked', async () => {
    const id = await accept();
    for (let i = 0; i < 30; i += 1) {
      pass(60);
      await sweeper().ringOverdue();
    }
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', rings: ringsMax });
    expect(await said()).toHaveLength(ringsMax);
  });

  it('rings for what is overdue as soon as it starts, and wakes the relay after the commit', async () => {
    await accept();
    pass(61);
    const onRung = jest.fn();
    sweeper({ onRung, everySeconds: 3_600 }).start();
    await eventually(() => onRung.mock.calls.length === 1);
    expect(await said()).toHaveLength(1);
  });

  it('rings at once when a connection is back, and spends no ring while it is not', async () => {
    let isConnected = false;
    const id = await accept();
    pass(3_000);
    const running = sweeper({ canRing: () => isConnected, everySeconds: 3_600 });
    running.start();
    running.sweepNow();
    expect(await rowOf(id)).toMatchObject({ rings: 0 });
    isConnected = true;
    running.sweepNow();
    await eventually(async () => (await rowOf(id)).rings === 1);
  });

  it('outlives a database that fails, and does then what it was asked for', async () => {
    await accept();
    pass(61);
    await database.query('RENAME TABLE ledger TO elsewhere');
    sweeper({ everySeconds: 0.02 }).start();
    await eventually(() => log.of('sweeper.failed').length > 0);
    await database.query('RENAME TABLE elsewhere TO ledger');
    await eventually(async () => (await said()).length === 1);
  });
});
