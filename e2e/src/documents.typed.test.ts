import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addresses,
  commandBlocks,
  documents,
  isOfCheckout,
  stackCommands,
  type CommandBlock,
} from '@pinhole/repo/documented-commands';
import { forgetStack } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import { checkout, dataFolder, outsideNx, TypedCommand } from './support/typed-command.js';
import { lacks } from './support/lacks.js';

/** Where a reader's stack answers. */
const printedUrl = 'http://127.0.0.1:8080';

/** What --demo brings. */
const demoPhotos = 12;

const shown = documents(checkout).map((document) => ({ document, blocks: commandBlocks(checkout, document) }));
const forTheStack = shown
  .map(({ document, blocks }) => ({ document, blocks: blocks.filter(({ commands }) => !commands.some(isOfCheckout)) }))
  .filter(({ blocks }) => blocks.length > 0);
const forTheCheckout = shown.flatMap(({ blocks }) =>
  blocks.flatMap(({ commands }) => commands.filter((it) => it.startsWith('sh tools/run'))),
);

let folder: string;
let stack: TypedCommand;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pinhole documents '));
  writeFileSync(join(folder, 'photo.jpg'), await makePhoto({ width: 1200, height: 800, camera: true }));
});
afterEach(() => stack?.kill());
afterAll(async () => {
  await forgetStack(dataFolder(folder));
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a block as a reader would, but for the address, and fails where curl got an error that the document does not show. */
function run({ commands, answer }: CommandBlock): unknown {
  const lines = commands.map((command) => command.replaceAll(printedUrl, stack.url));
  const curl = 'curl() { command curl --silent --show-error --fail-with-body "$@"; }';
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', [curl, ...lines].join('\n')], {
    cwd: folder,
    encoding: 'utf8',
    env: outsideNx(),
  });
  const isRefusal = (answer as { status?: unknown } | undefined)?.status !== undefined;
  if (isRefusal !== (status !== 0)) throw new Error(`${lines.join('\n')}\nended with ${status}: ${stdout}${stderr}`);
  return answer === undefined ? undefined : JSON.parse(stdout);
}

function uploadsPublicly(command: string): boolean {
  return command.includes('-F file=') && !command.includes('unlisted');
}

describe('what the documents print', () => {
  it('works as it stands, and is answered as they show', async () => {
    stack = new TypedCommand('npm start -- --demo', folder);
    await stack.ready();
    for (const { document } of shown)
      for (const address of addresses(checkout, document)) {
        const { status } = await fetch(address.replace(printedUrl, stack.url));
        expect({ document, address, status }).toMatchObject({ status: 200 });
      }
    let photos = demoPhotos;
    for (const { document, blocks } of forTheStack) {
      await stack.settled(photos);
      photos += blocks.flatMap(({ commands }) => commands.filter(uploadsPublicly)).length;
      for (const block of blocks)
        expect({ document, line: block.line, lacks: lacks(block.answer, run(block)) }).toMatchObject({ lacks: [] });
    }
    for (const command of ['npm run pinhole -- audit', 'npm run pinhole -- backfill'])
      expect({ command, code: await new TypedCommand(command, folder).exitCode }).toEqual({ command, code: 0 });
    await stack.pressCtrlC();
  }, 300_000);

  it.each(['npm start', 'npm run dev'])(
    '%s finds the photos of before, and Ctrl-C ends it',
    async (command) => {
      stack = new TypedCommand(command, folder);
      await stack.ready();
      await stack.settled(demoPhotos);
      await stack.pressCtrlC();
    },
    300_000,
  );

  it('npm run reset -- --yes forgets them', async () => {
    const reset = new TypedCommand('npm run reset -- --yes', folder);
    expect(await reset.exitCode).toBe(0);
    stack = new TypedCommand('npm start', folder);
    await stack.ready();
    expect(await (await fetch(`${stack.url}/v1/photos`)).json()).toEqual({ items: [], nextCursor: null });
    await stack.pressCtrlC();
  }, 300_000);

  it('was all run', () => {
    expect([...stackCommands].sort()).toEqual([...TypedCommand.typed].sort());
  });

  it.each(forTheCheckout)(
    'runs in the checkout: %s',
    (command) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], { cwd: checkout, encoding: 'utf8', env: outsideNx() });
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
    },
    300_000,
  );
});
