import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, makePhoto } from '@pinhole/testing';
import { BusyPeople } from './support/busy-people.js';
import { Client } from './support/client.js';
import { ComposeStack, docker, inspect, serviceOf, type Container } from './support/compose-stack.js';
import { crawl } from './support/crawl.js';
import { madePictures } from './support/pictures.js';

const scaled = ['--scale', 'resizer=3'];
const ours = ['upload-api', 'gallery-api', 'resizer', 'edge', 'provisioner'];
const settledSecondsMax = 180;
/** DRAIN_SECONDS, a second to clean up, and what docker and a busy machine take. */
const stopSecondsMax = 25;

let stack: ComposeStack;
let client: Client;

beforeAll(async () => {
  await docker(['version']).catch((cause: unknown) => {
    throw new Error('There is no Docker engine that answers: start one, then run npm run test:compose again.', { cause });
  });
  stack = await ComposeStack.plan();
  client = new Client(stack.url);
  await stack.up('--build', ...scaled);
}, 30 * 60_000);
afterAll(() => stack?.remove(), 5 * 60_000);

/** Sends a photo again until it is taken, as a client does that is answered 503 or cut off. */
async function send(bytes: Uint8Array): Promise<string> {
  const { id } = await eventually(() => client.upload(bytes), { withinSeconds: settledSecondsMax, everySeconds: 1 });
  return id;
}

async function expectWhole(id: string): Promise<void> {
  const photo = await client.settled(id, settledSecondsMax);
  expect(photo.state).toBe('ready');
  expect((await crawl(photo)).length).toBeGreaterThan(1);
}

/** Ends one container as a deploy does, and starts it again. It has ended by itself, and in time. */
async function replace({ Id, Name }: Container): Promise<void> {
  const began = performance.now();
  await docker(['stop', Id]);
  const stopSeconds = (performance.now() - began) / 1_000;
  const state = async () => (await inspect([Id]))[0]!.State;
  expect({ Name, ExitCode: (await state()).ExitCode, isInTime: stopSeconds < stopSecondsMax }).toEqual({
    Name,
    ExitCode: 0,
    isInTime: true,
  });
  await docker(['start', Id]);
  await eventually(async () => (await state()).Health?.Status === 'healthy', { withinSeconds: 120 });
}

async function photosShown(): Promise<string[]> {
  const { items } = (await (await fetch(`${stack.url}/v1/photos?limit=100`)).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

function expectAll(ids: readonly string[], among: readonly string[]): true {
  expect(ids.filter((id) => !among.includes(id))).toEqual([]);
  return true;
}

function expectSame(shown: readonly string[], expected: readonly string[]): true {
  expect(shown).toEqual(expected);
  return true;
}

describe('docker compose up', () => {
  it('starts services without rights, on a root that they cannot write to, and restarts what dies', async () => {
    const containers = await stack.containers();
    expect(containers.filter((container) => serviceOf(container) === 'resizer')).toHaveLength(3);
    for (const container of containers) {
      const { Name, HostConfig, State, Config } = container;
      const isOurs = ours.includes(serviceOf(container));
      const ends = serviceOf(container) === 'provisioner';
      expect({ Name, init: HostConfig.Init }).toEqual({ Name, init: true });
      expect({ Name, restart: HostConfig.RestartPolicy.Name }).toEqual({ Name, restart: ends ? 'no' : 'unless-stopped' });
      expect({ Name, health: State.Health?.Status }).toEqual({ Name, health: ends ? undefined : 'healthy' });
      if (isOurs) expect([Name, HostConfig.ReadonlyRootfs, Config.User]).toEqual([Name, true, '1000:1000']);
    }
  });

  it('lets nobody in but by the edge, from this machine', async () => {
    const open = (await stack.containers()).flatMap((container) =>
      Object.values(container.HostConfig.PortBindings).flatMap((bindings) =>
        (bindings ?? []).map(({ HostIp }) => `${serviceOf(container)} on ${HostIp}`),
      ),
    );
    expect(open).toEqual(['edge on 127.0.0.1']);
  });

  it('says so itself once all are ready', async () => {
    const said = await eventually(async () => /Pinhole is ready\.[\s\S]*/.exec(await stack.logsOf('edge'))?.[0]);
    expect(said).toContain(stack.url);
  });

  it('gives a service no way to the schema of the other', async () => {
    const command = ['exec', '-T', 'mysql', 'mysql', '--host=127.0.0.1', '--user=pinhole_gallery', '--password=pinhole'];
    expect(await stack.compose([...command, '--execute', 'SELECT COUNT(*) AS cards FROM pinhole_gallery.card'])).toMatch(/cards/);
    await expect(stack.compose([...command, '--execute', 'SELECT COUNT(*) FROM pinhole_uploads.upload'])).rejects.toThrow(
      /denied/,
    );
  });

  it.each(madePictures())('carries $name the whole way', async ({ bytes }) => expectWhole(await send(await bytes())), 240_000);

  it('loses nothing when a resizer and MySQL are killed in mid-run', async () => {
    const bytes = await makePhoto({ width: 2000, height: 1500 });
    const [resizer] = await stack.containers('resizer');
    const [mysql] = await stack.containers('mysql');
    const uploads: Promise<string>[] = [];
    const sendSome = (count: number) => uploads.push(...Array.from({ length: count }, () => send(bytes)));

    sendSome(4);
    await Promise.any(uploads);
    await docker(['kill', resizer!.Id]);
    sendSome(4);
    // Its process, not its container: what docker is told to kill it does not start again by itself.
    await docker(['exec', mysql!.Id, 'sh', '-c', killEach('mysqld')]);
    sendSome(4);
    await eventually(async () => (await stack.containers('mysql'))[0]!.RestartCount > mysql!.RestartCount, { withinSeconds: 60 });
    await docker(['start', resizer!.Id]);

    const ids = await Promise.all(uploads);
    expect(new Set(ids).size).toBe(12);
    for (const id of ids) await expectWhole(id);
    await eventually(async () => expectAll(ids, await photosShown()));
  }, 600_000);

  it('replaces every service twice around under load, and nobody sees it', async () => {
    const people = new BusyPeople(stack.url, 4);
    try {
      await people.begin();
      for (let round = 0; round < 2; round += 1)
        for (const service of ['upload-api', 'gallery-api', 'resizer', 'edge'])
          for (const container of await stack.containers(service)) await replace(container);
    } finally {
      await people.end();
    }
    expect(people.failures).toEqual([]);
    expect(await people.losses()).toEqual([]);
  }, 900_000);

  it('finds all photos again where nothing has ended, by a second up', async () => {
    const before = await photosShown();
    const seconds = await stack.up(...scaled);
    expect(before.length).toBeGreaterThan(12);
    expect(await photosShown()).toEqual(before);
    tell(`up, where all runs: ready after ${seconds.toFixed(1)} s`);
  }, 600_000);

  it('shows no card without its picture after a restart of LocalStack', async () => {
    await stack.compose(['restart', 'localstack']);
    await stack.up(...scaled);

    expect(await stack.logsOf('provisioner')).toMatch(/^The emulator has lost all pictures.* \d+ rows\.$/m);
    await eventually(async () => (await photosShown()).length === 0, { withinSeconds: 30, everySeconds: 1 });
    const id = await send(await makePhoto({ width: 700, height: 500 }));
    await expectWhole(id);
    await eventually(async () => expectSame(await photosShown(), [id]));
  }, 900_000);

  it('starts again after a down, with the rows’ volume still there', async () => {
    await stack.compose(['down']);
    const seconds = await stack.up(...scaled);
    const id = await send(await makePhoto({ width: 700, height: 500 }));
    await expectWhole(id);
    await eventually(async () => expectSame(await photosShown(), [id]));
    tell(`up, all built: ready after ${seconds.toFixed(1)} s (goal: 30 s)`);
  }, 900_000);
});

/** A bare image has neither pkill nor ps. */
function killEach(name: string): string {
  return `for p in /proc/[0-9]*; do [ "$(cat $p/comm)" != ${name} ] || kill -9 "\${p#/proc/}"; done`;
}

/** A figure for whoever reads the run; no test fails by it. */
function tell(line: string): void {
  process.stderr.write(`    ${line}\n`);
}
