import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from './with-lock.js';

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
  lock = join(folder, 'deeper/lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('lets one after another in, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (inside += 1));
      await pause(20);
      inside -= 1;
      return 'done';
    };
    expect(await Promise.all([1, 2, 3, 4].map(() => withLock(lock, work)))).toEqual(['done', 'done', 'done', 'done']);
    expect(most).toBe(1);
    expect(readdirSync(join(folder, 'deeper'))).toEqual([]);
  });

  it('opens again after a failure', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('full disk')))).rejects.toThrow('full disk');
    await expect(withLock(lock, async () => 'mine')).resolves.toBe('mine');
  });

  it('takes the lock of a holder that died', async () => {
    await withLock(lock, async () => undefined);
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    const all = [1, 2, 3].map((name) => withLock(lock, async () => name));
    await expect(Promise.all(all)).resolves.toEqual([1, 2, 3]);
  });

  it('does not take the lock of a holder that works long', async () => {
    const order: string[] = [];
    const long = withLock(lock, async () => {
      // Older than any holder that lives would let it grow, if it did not beat.
      const longAgo = new Date(Date.now() - 14_000);
      await utimes(lock, longAgo, longAgo);
      await pause(2_500);
      order.push('long');
    });
    await pause(100);
    await Promise.all([long, withLock(lock, async () => order.push('next'))]);
    expect(order).toEqual(['long', 'next']);
  });
});
