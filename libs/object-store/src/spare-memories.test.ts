import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PartMemory } from './part-memory.js';
import { SpareMemories } from './spare-memories.js';

const partBytes = 1024;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function whole(): PartMemory {
  const memory = new PartMemory(partBytes);
  memory.append(Buffer.alloc(partBytes));
  return memory;
}

describe('SpareMemories', () => {
  it('gives what it keeps, empty, and once', () => {
    const spares = new SpareMemories(partBytes);
    const memory = whole();
    spares.keep(memory, partBytes);
    expect(spares.bytes).toBe(partBytes);
    expect(spares.take()).toBe(memory);
    expect(memory.bytes).toBe(0);
    expect([spares.take(), spares.bytes]).toEqual([undefined, 0]);
  });

  it('keeps no more than is free', () => {
    const spares = new SpareMemories(partBytes);
    for (let kept = 0; kept < 4; kept += 1) spares.keep(whole(), 3 * partBytes - 1);
    expect(spares.bytes).toBe(2 * partBytes);
    spares.fitInto(2 * partBytes - 1);
    expect(spares.bytes).toBe(partBytes);
  });

  it('keeps nothing for longer than a second after the last was kept, and no timer', () => {
    const spares = new SpareMemories(partBytes);
    spares.keep(whole(), 10 * partBytes);
    jest.advanceTimersByTime(999);
    spares.keep(whole(), 10 * partBytes);
    jest.advanceTimersByTime(999);
    expect(spares.bytes).toBe(2 * partBytes);
    jest.advanceTimersByTime(1);
    expect([spares.bytes, jest.getTimerCount()]).toEqual([0, 0]);
  });
});
