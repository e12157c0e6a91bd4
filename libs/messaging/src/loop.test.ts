import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Loop } from './loop.js';

const hour = 60 * 60_000;

/** A loop whose turns a test can count and hold up. */
function countedLoop(restMilliseconds: number) {
  const turns = { count: 0, hold: Promise.resolve() };
  const loop = new Loop(async () => {
    turns.count += 1;
    await turns.hold;
    return restMilliseconds;
  });
  return { loop, turns };
}

describe('the loop', () => {
  it('takes turn after turn, resting between', async () => {
    const { loop, turns } = countedLoop(1);
    loop.start();
    while (turns.count < 3) await pause(1);
    await loop.stop();
  });

  it('is woken from its rest', async () => {
    const { loop, turns } = countedLoop(hour);
    loop.start();
    await pause(5);
    expect(turns.count).toBe(1);
    loop.wake();
    await pause(5);
    expect(turns.count).toBe(2);
    await loop.stop();
  });

  it('takes another turn at once where it was woken during one', async () => {
    const { loop, turns } = countedLoop(hour);
    const held = Promise.withResolvers<void>();
    turns.hold = held.promise;
    loop.start();
    loop.wake();
    held.resolve();
    await pause(5);
    expect(turns.count).toBe(2);
    await loop.stop();
  });

  it('ends its rest to stop', async () => {
    const { loop, turns } = countedLoop(hour);
    loop.start();
    await pause(5);
    await loop.stop();
    expect(turns.count).toBe(1);
  });

  it('finishes its turn before it has stopped, and does what it was woken for', async () => {
    const { loop, turns } = countedLoop(hour);
    const held = Promise.withResolvers<void>();
    turns.hold = held.promise;
    loop.start();
    loop.wake();
    const stopped = loop.stop();
    expect(await Promise.race([stopped, pause(5, 'still at work')])).toBe('still at work');
    held.resolve();
    await stopped;
    expect(turns.count).toBe(2);
  });

  it('stops where it never started, and runs once where it is started twice', async () => {
    const { loop, turns } = countedLoop(hour);
    await loop.stop();
    const other = countedLoop(hour);
    other.loop.start();
    other.loop.start();
    await other.loop.stop();
    expect([turns.count, other.turns.count]).toEqual([0, 1]);
  });
});
