import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { forgetStack, startStack } from '@pinhole/local';
import { commandLineOf, listenersOf, makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';
import { crawl } from './support/crawl.js';

const folder = mkdtempSync(join(tmpdir(), 'pinhole-'));
afterAll(() => forgetStack(folder));

describe('a stack', () => {
  it('names its processes, listens on loopback alone, leaves no process, and finds its photos again', async () => {
    const first = await startStack({ folder });
    const client = new Client(first.url);
    const { id } = await client.upload(await makePhoto({ width: 700, height: 500 }), 'a.jpg', { title: 'Kept' });
    await client.settled(id);
    const pids = Object.values(first.pids());
    expect(pids.length).toBeGreaterThanOrEqual(6);
    for (const [name, pid] of Object.entries(first.pids())) {
      const commandLine = await commandLineOf(pid);
      expect(commandLine).toMatch(name === 'database' ? /mysql|mariadb/ : name);
      if (commandLine.startsWith('docker ')) {
        // The engine is what listens, and this is where.
        expect(commandLine).toContain(' --publish 127.0.0.1:');
        continue;
      }
      const listeners = await listenersOf(pid);
      expect(listeners.length).toBeGreaterThan(0);
      expect(listeners.filter((address) => !address.startsWith('127.0.0.1:'))).toEqual([]);
    }

    const stopping = performance.now();
    await first.stop();
    expect(performance.now() - stopping).toBeLessThan(10_000);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');

    const second = await startStack({ folder });
    try {
      const photo = await new Client(second.url).photo(id);
      expect(photo).toMatchObject({ state: 'ready', title: 'Kept' });
      await crawl(photo);
    } finally {
      await second.stop();
    }
  }, 240_000);
});
