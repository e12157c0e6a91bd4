import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@pinhole/service-kit';
import { eventually, lacksOf, linkFaults, startAwsEmulator, testDatabase, untilSaid, whileFailing } from '@pinhole/testing';
import type { AwsEmulator, TestDatabase } from '@pinhole/testing';
import { Photographer } from './photographer.fixture.js';
import { startUploadApi, type Lines } from './upload-api.fixture.js';
import { UploadEntity } from './upload.entity.js';
import { expectEachWhole } from './whole-or-not-at-all.fixture.js';

/** What is answered while this line fails, and what the service says that it lacks. */
const links: Record<keyof Lines, { upload: string; question: string; lacks: string[] }> = {
  database: { upload: '503 ledger_unavailable', question: '503 unavailable', lacks: ['database'] },
  store: { upload: '503 store_unavailable', question: '200', lacks: ['originals'] },
  // Facts wait in the outbox.
  queues: { upload: '201', question: '200', lacks: ['relay', 'inbox'] },
};
const cells = Object.keys(links).flatMap((link) => linkFaults.map((fault) => ({ link: link as keyof Lines, ...fault })));
type Cell = (typeof cells)[number];

/** Whoever uploads or asks is answered by then, whatever fails: load balancers and clients wait for a minute. */
const answerSecondsMax = 60;
/** Three polls in vain, of 10 s each, on a busy machine. */
const tells = { withinSeconds: 60 };
/** What was sent into the dark is given up after 10 s, and the pauses of an outage are at most 5 s. */
const restored = { withinSeconds: 30 };
/** A message that failed twice comes again after up to 10 s, and a third time 30 s later. */
const settled = { withinSeconds: 90 };

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

async function outlive({ link, ...fault }: Cell): Promise<void> {
  const orphansNamed = new Set<string>();
  const stays = { stop: () => Promise.resolve() };
  const logger = createLogger('upload-api', 'error', {
    write: (line) => void orphansNamed.add((JSON.parse(line) as { objectKey?: string }).objectKey ?? ''),
  });
  const api = await startUploadApi({}, { server: { ...server, ...stays }, emulator: { ...emulator, ...stays }, logger });
  try {
    const person = new Photographer(api);
    expect(await person.upload()).toBe('201');
    const [first] = person.accepted as [(typeof person.accepted)[number]];
    const usual = { upload: '201', question: '200', lacks: [] };

    const { lacks, ...answers } = fault.isGentle ? usual : links[link];
    await whileFailing(api.lines[link], fault, async () => {
      await person.tellResized(first);
      const uploaded = untilSaid(answers.upload, () => person.upload(), tells);
      await Promise.all([uploaded, untilSaid(answers.question, () => person.ask(first), tells)]);
      const saysSo = async () => {
        const said = await lacksOf(api.url);
        return lacks.every((name) => said.includes(name));
      };
      await eventually(saysSo, tells);
    });
    await untilSaid('201', () => person.upload(), restored);
    await untilSaid('200', () => person.ask(first), restored);
    await eventually(async () => (await lacksOf(api.url)).length === 0, restored);
    expect(person.slowestAnswerSeconds).toBeLessThan(answerSecondsMax);
    await expectEachWhole(api, person.accepted, orphansNamed);
    const isSettled = () => api.database.manager.existsBy(UploadEntity, { id: first, state: 'ready' });
    await eventually(isSettled, settled);
  } finally {
    await api.stop();
  }
}

describe.each(Object.keys(links))('an upload-api whose line to its %s fails', (link) => {
  it.each(cells.filter((cell) => cell.link === link))(
    'answers in words, in time, and goes on when it is over: it $what',
    (cell) => runs.get(cell),
    300_000,
  );
});
