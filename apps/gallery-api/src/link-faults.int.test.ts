import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import {
  eventually,
  lacksOf,
  linkFaults,
  saidOf,
  startAwsEmulator,
  testDatabase,
  untilSaid,
  whileFailing,
} from '@pinhole/testing';
import type { AwsEmulator, TestDatabase } from '@pinhole/testing';
import { CardEntity } from './card.entity.js';
import { startGalleryApi, type GalleryApi, type Lines } from './gallery-api.fixture.js';

/** What is answered while this line fails, and what the service says that it lacks. */
const links: Record<keyof Lines, { answers: string; lacks: string[] }> = {
  database: { answers: '503 unavailable', lacks: ['database'] },
  queues: { answers: '200', lacks: ['inbox'] },
};
const cells = Object.keys(links).flatMap((link) => linkFaults.map((fault) => ({ link: link as keyof Lines, ...fault })));
type Cell = (typeof cells)[number];

/** A statement is given up after 10 s, and a connection waited for as long. */
const answerSecondsMax = 30;
/** Three polls in vain, of 10 s each, on a busy machine. */
const tells = { withinSeconds: 60 };
/** What was sent into the dark is given up after 10 s, and the pauses of an outage are at most 5 s. */
const restored = { withinSeconds: 30 };
/** A message that failed twice comes again after up to 10 s, and a third time 30 s later. */
const carded = { withinSeconds: 90 };

let server: TestDatabase;
let emulator: AwsEmulator;
let runs: Map<Cell, Promise<void>>;

// All at once, each with a service of its own: most of the time they wait.
beforeAll(async () => {
  // Each service listens for signals.
  process.setMaxListeners(2 * cells.length);
  [server, emulator] = await Promise.all([testDatabase(), startAwsEmulator()]);
  runs = new Map(cells.map((cell) => [cell, outlive(cell)]));
  for (const run of runs.values()) run.catch(() => undefined);
}, 180_000);
afterAll(async () => {
  await Promise.allSettled(runs?.values() ?? []);
  await Promise.all([server?.stop(), emulator?.stop()]);
}, 180_000);

async function ask(api: GalleryApi, path: string): Promise<string> {
  return saidOf(await fetch(api.url + path, { signal: AbortSignal.timeout(answerSecondsMax * 1_000) }));
}

async function outlive({ link, ...fault }: Cell): Promise<void> {
  const stays = { stop: () => Promise.resolve() };
  const api = await startGalleryApi({ ...server, ...stays }, { ...emulator, ...stays });
  const hasCard = (id: PhotoId) => api.database.manager.existsBy(CardEntity, { id });
  try {
    const { id: first } = await api.sayUploaded({});
    await eventually(() => hasCard(first), restored);
    const paths = ['/v1/photos', `/v1/photos/${first}`];
    const usual = { answers: '200', lacks: [] };

    const expected = fault.isGentle ? usual : links[link];
    const meanwhile = await whileFailing(api.lines[link], fault, async () => {
      const said = await Promise.all([1, 2, 3].map(() => api.sayUploaded({})));
      await Promise.all(paths.map((path) => untilSaid(expected.answers, () => ask(api, path), tells)));
      await eventually(async () => String(await lacksOf(api.url)) === String(expected.lacks), tells);
      return said.map(({ id }) => id);
    });
    for (const path of paths) await untilSaid('200', () => ask(api, path), restored);
    await eventually(async () => (await lacksOf(api.url)).length === 0, restored);
    for (const id of meanwhile) await eventually(() => hasCard(id), carded);
    expect(await api.database.manager.count(CardEntity)).toBe(1 + meanwhile.length);
  } finally {
    await api.stop();
  }
}

describe.each(Object.keys(links))('a gallery-api whose line to its %s fails', (link) => {
  it.each(cells.filter((cell) => cell.link === link))(
    'answers in words, in time, and makes the cards of meanwhile when it is over: it $what',
    (cell) => runs.get(cell),
    300_000,
  );
});
