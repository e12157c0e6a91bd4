import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cornered, terms } from '../pictures/pictures.fixture.js';
import { odd } from './children.fixture.js';
import type { Order } from './child-messages.js';
import { canConfine } from './confine-child.js';
import { waysOfJavaScript, waysOut, type Found, type Ways } from './escape.fixture.js';
import { PictureChild } from './picture-child.js';

/** A child of ours cannot end before it is told to, so it is told here what a photo would be. */
const anybody = {
  header: { format: 'jpeg', width: 1, height: 1, frames: 1, scans: 1, bands: 3, bits: 8, decodedWhole: false } as const,
  signal: new AbortController().signal,
};

const wanted = { want: 'ladder', ...terms } as const;

let listener: Server;
let folder: string;
let ways: Buffer;
let connections = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pinhole-escape-'));
  const picture = join(folder, 'picture.png');
  await cornered(9, 9).png().toFile(picture);
  listener = createServer((socket) => {
    connections += 1;
    socket.end('HTTP/1.1 204 No Content\r\n\r\n');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  ways = Buffer.from(JSON.stringify({ port, picture, folder } satisfies Ways));
});
afterAll(async () => {
  listener?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same code in a process that nobody confined. */
async function outside(): Promise<Found> {
  const { script = '', environment } = odd('escapes');
  const free = spawn(process.execPath, [script], {
    env: environment,
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  try {
    return await new Promise((resolve, reject) => {
      free.once('close', () => reject(new Error('It ended.')));
      free.on('message', (told: { ready?: true; outcome?: Found }) => {
        if (told.outcome) resolve(told.outcome);
        if (!told.ready) return;
        free.send({ wanted, bytes: ways.length } satisfies Order);
        free.stdin!.write(ways);
      });
    });
  } finally {
    free.kill('SIGKILL');
  }
}

describe('whoever takes over a child', () => {
  it('tries ways that are all open to an ordinary process', async () => {
    const { tried } = await outside();
    expect(tried).toEqual(Object.fromEntries(waysOut.map((way) => [way, null])));
    expect(connections).toBe(2);
    expect((await readdir(folder)).sort()).toEqual(['javascript', 'picture.png', 'process', 'sharp.png']);
    for (const name of ['javascript', 'process', 'sharp.png']) await rm(join(folder, name));
    connections = 0;
  });

  it('finds no way out: it connects to nothing, reads nothing, writes nothing and starts nothing', async () => {
    const child = await PictureChild.start(odd('escapes'));
    try {
      const answer = await child.make(wanted, { original: ways, header: anybody.header }, anybody.signal);
      if ('trouble' in answer) throw new Error(answer.says);
      const { tried, environment } = answer.outcome as Found;
      const closed = canConfine ? waysOut : waysOfJavaScript;
      expect(closed.filter((way) => tried[way] === null)).toEqual([]);
      for (const way of waysOfJavaScript) expect(tried[way]).toContain('ERR_ACCESS_DENIED');
      // VIPSHOME is sharp’s own doing.
      expect([...environment].sort()).toEqual(['MALLOC_ARENA_MAX', 'ODDITY', 'VIPSHOME', 'VIPS_DISC_THRESHOLD']);
      if (!canConfine) return;
      expect(connections).toBe(0);
      expect(await readdir(folder)).toEqual(['picture.png']);
    } finally {
      await child.end();
    }
  });
});
