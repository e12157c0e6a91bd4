import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoId, PhotoResized } from '@pinhole/contracts';
import { Originals, Variants } from '@pinhole/object-store';
import { startHttpService } from '@pinhole/service-kit';
import { eventually, lacksOf, linkFaults, startAwsEmulator, startProxyTo, through, useCredentials } from '@pinhole/testing';
import { whileFailing, withProvidersOf, type AwsEmulator, type FaultProxy } from '@pinhole/testing';
import { resizerConfig } from './config.js';
import { noise } from './pictures/pictures.fixture.js';
import { ResizerModule } from './resizer.module.js';
import { quiet, Surroundings, uploaded } from './surroundings.fixture.js';

type Link = 'store' | 'queues';
/** What the service says that it lacks while this line fails. */
const links: Record<Link, string[]> = { store: ['originals'], queues: ['inbox'] };
const cells = Object.keys(links).flatMap((link) => linkFaults.map((fault) => ({ link: link as Link, ...fault })));
type Cell = (typeof cells)[number];

/** Three tries in vain, of 10 s each, on a busy machine. */
const tells = { withinSeconds: 60 };
/** What was sent into the dark is given up after 10 s, and the pauses of an outage are at most 5 s. */
const restored = { withinSeconds: 30 };
/** A message that failed twice comes again after up to 10 s, and a third time 30 s later. */
const resizedSecondsMax = 90;

let emulator: AwsEmulator;
let runs: Map<Cell, Promise<void>>;

// All at once, each with a service of its own: most of the time they wait.
beforeAll(async () => {
  // Each service listens for signals.
  process.setMaxListeners(2 * cells.length);
  emulator = await startAwsEmulator();
  useCredentials(emulator.settings);
  runs = new Map(cells.map((cell) => [cell, outlive(cell)]));
  for (const run of runs.values()) run.catch(() => undefined);
}, 60_000);
afterAll(async () => {
  await Promise.allSettled(runs?.values() ?? []);
  await emulator?.stop();
}, 180_000);

async function startBehind({ store, queues }: Record<Link, FaultProxy>, { environment }: Surroundings) {
  const AWS_ENDPOINT_URL = through(queues, emulator.endpoint);
  const config = resizerConfig.parse({ ...environment, AWS_ENDPOINT_URL, RESIZE_CONCURRENCY: '1' });
  const storeConfig = { ...config, AWS_ENDPOINT_URL: through(store, emulator.endpoint) };
  const module = withProvidersOf(ResizerModule.with(config), ResizerModule.with(storeConfig), [Originals, Variants]);
  return startHttpService({ name: 'resizer', module, config, logger: quiet });
}

async function outlive({ link, ...fault }: Cell): Promise<void> {
  const around = await Surroundings.start({ ...emulator, stop: () => Promise.resolve() });
  const lines = { store: await startProxyTo(emulator.endpoint), queues: await startProxyTo(emulator.endpoint) };
  const service = await startBehind(lines, around);
  const url = await service.getUrl();
  try {
    await expectWhole(around, await send(around));
    const meanwhile = await whileFailing(lines[link], fault, async () => {
      const id = await send(around);
      const expected = fault.isGentle ? [] : links[link];
      await eventually(async () => String(await lacksOf(url)) === String(expected), tells);
      return id;
    });
    await eventually(async () => (await lacksOf(url)).length === 0, restored);
    await expectWhole(around, await send(around));
    await expectWhole(around, meanwhile);
  } finally {
    await Promise.all(Object.values(lines).map((line) => line.set({ kind: 'none' })));
    await service.close();
    await around.stop();
    await Promise.all(Object.values(lines).map((line) => line.stop()));
  }
}

async function send(around: Surroundings): Promise<PhotoId> {
  const bytes = await noise(64, 48).jpeg().toBuffer();
  const message = uploaded(bytes);
  await around.store(message.photo.id, bytes);
  await around.say(message);
  return message.photo.id;
}

/** What was told of it, once or more, is one thing, and lies there to the last byte with nothing beside it. */
async function expectWhole(around: Surroundings, id: PhotoId): Promise<void> {
  const told = (await around.heard(id, 1, resizedSecondsMax)) as PhotoResized[];
  for (const again of told) expect(again).toEqual(told[0]);
  const declared = told[0]?.picture.variants.map(({ objectKey, bytes }) => [objectKey, bytes]) ?? [];
  expect(declared.length).toBeGreaterThan(0);
  const { picture } = await around.previewed(id, resizedSecondsMax);
  const preview = picture.variants.map(({ objectKey, bytes }) => [objectKey, bytes]);
  expect(await around.stored(id)).toEqual(Object.fromEntries([...declared, ...preview]));
}

describe.each(Object.keys(links))('a resizer whose line to its %s fails', (link) => {
  it.each(cells.filter((cell) => cell.link === link))(
    'says so, and makes the photos of meanwhile when it is over: it $what',
    (cell) => runs.get(cell),
    300_000,
  );
});
