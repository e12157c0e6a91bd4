import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { PhotoPage, PhotoView } from '@pinhole/contracts';

export interface Stack {
  readonly url: string;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, '../../../tools/local/dist/main.js');

/** All of Pinhole, as `npm start` runs it, on a free port and in a folder of its own. */
export async function startStack(environment: NodeJS.ProcessEnv, ...parameters: string[]): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'pinhole-browser-'));
  const own = ['--private-database', '--port', '0', '--folder', folder];
  const stack = fork(program, [...own, ...parameters], { env: environment, silent: true });
  const exited = once(stack, 'close');
  const said = text(stack.stderr!);
  stack.stdout!.resume();
  const stop = async () => {
    stack.kill('SIGTERM');
    await exited;
    // Its rows may be in a container's volume.
    await promisify(execFile)(process.execPath, [program, 'reset', '--private-database', '--folder', folder]);
    await rm(folder, { recursive: true, force: true });
  };
  const ready = new Promise<string>((resolve) => {
    stack.on('message', (event: { kind: string; url: string }) => event.kind === 'ready' && resolve(event.url));
  });
  const ended = exited.then(async () => {
    throw new Error(`The stack did not start: ${await said}`);
  });
  // Only the first of the two is of interest: later the end is what the test wants.
  ended.catch(() => {});
  return { url: await Promise.race([ready, ended]), stop };
}

export async function photosOf({ url }: Stack): Promise<PhotoPage['items']> {
  return ((await (await fetch(`${url}/v1/photos?limit=100`)).json()) as PhotoPage).items;
}

/** Until the pictures of the demo are all made. */
export async function demoReady(stack: Stack): Promise<void> {
  for (let seconds = 0; seconds < 180; seconds += 1) {
    const items = await photosOf(stack);
    if (items.length >= 12 && items.every(({ state }) => state === 'ready')) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('The pictures of the demo are not ready.');
}

/** What a photo was before it was ready: one small picture of one format. */
export function asPreview(photo: PhotoView): PhotoView {
  const [smallest] = photo.picture!.sources.slice(-1);
  const sources = [{ ...smallest!, srcset: smallest!.srcset.slice(0, 1) }];
  return { ...photo, state: 'preview', picture: { ...photo.picture!, sources } };
}
