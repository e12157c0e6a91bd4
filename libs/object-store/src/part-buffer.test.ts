import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ByteBudget } from './byte-budget.js';
import { PartBuffer } from './part-buffer.js';

const partBytes = 1024;
const bytes = (value: number, length = partBytes) => Buffer.alloc(length, value);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Sends what the buffer holds, and says what was sent. */
async function send(part: PartBuffer): Promise<Buffer> {
  return part.send((content) => Promise.resolve(Buffer.from(content)));
}

describe('PartBuffer', () => {
  it('keeps the memory of a part that was filled quickly for the next one, and sends what is in that', async () => {
    const budget = new ByteBudget(2 * partBytes, { partBytes });
    using part = new PartBuffer(budget);
    await part.fill(bytes(1));
    expect(await send(part)).toEqual(bytes(1));
    expect(budget.bytesInUse).toBe(partBytes);
    expect(part.isEmpty).toBe(true);
    await part.fill(bytes(2, 10));
    expect(budget.bytesInUse).toBe(partBytes);
    jest.advanceTimersByTime(1_000);
    expect(await send(part)).toEqual(bytes(2, 10));
    expect(budget.bytesInUse).toBe(0);
  });

  describe('when its upload has ended', () => {
    const tenth = Math.ceil(partBytes / 10);

    /** A budget with the memory of one part to spare. */
    async function withSpare(): Promise<ByteBudget> {
      const budget = new ByteBudget(3 * partBytes, { partBytes });
      using part = new PartBuffer(budget);
      await part.fill(bytes(1));
      await send(part);
      return budget;
    }

    it('leaves its memory to the next upload, not in use meanwhile', async () => {
      const budget = await withSpare();
      expect([budget.bytesInUse, budget.bytesSpare]).toEqual([0, partBytes]);
      using next = new PartBuffer(budget);
      await next.fill(bytes(2, tenth));
      expect([budget.bytesInUse, budget.bytesSpare]).toEqual([tenth, partBytes]);
      await next.fill(bytes(3, 1));
      expect([budget.bytesInUse, budget.bytesSpare]).toEqual([partBytes, 0]);
      expect(await send(next)).toEqual(Buffer.concat([bytes(2, tenth), bytes(3, 1)]));
    });

    it('leaves none to who is slow', async () => {
      const budget = await withSpare();
      using next = new PartBuffer(budget);
      await next.fill(bytes(2, tenth));
      jest.advanceTimersByTime(200);
      await next.fill(bytes(3, 1));
      expect([budget.bytesInUse, budget.bytesSpare]).toEqual([tenth + 1, partBytes]);
    });

    it('keeps none that others draw', async () => {
      const budget = await withSpare();
      using first = budget.open();
      using second = budget.open();
      await first.draw(partBytes);
      await second.draw(partBytes);
      expect([budget.bytesInUse, budget.bytesSpare]).toEqual([2 * partBytes, partBytes]);
      using third = new PartBuffer(budget);
      await third.fill(bytes(2, tenth));
      expect([budget.bytesInUse, budget.bytesSpare]).toEqual([2 * partBytes + tenth, 0]);
    });

    it('gives all back a second later', async () => {
      const budget = await withSpare();
      jest.advanceTimersByTime(1_000);
      expect([budget.bytesSpare, jest.getTimerCount()]).toEqual([0, 0]);
    });
  });

  it.each([
    { whose: 'who took longer for it', milliseconds: 1_001, length: partBytes },
    { whose: 'whose part was not full', milliseconds: 0, length: partBytes - 1 },
  ])('gives it back of those $whose', async ({ milliseconds, length }) => {
    const budget = new ByteBudget(2 * partBytes, { partBytes });
    using part = new PartBuffer(budget);
    await part.fill(bytes(1, 1));
    jest.advanceTimersByTime(milliseconds);
    await part.fill(bytes(1, length - 1));
    await send(part);
    expect(budget.bytesInUse).toBe(0);
  });

  it('gives it back where others wait', async () => {
    const budget = new ByteBudget(2 * partBytes, { partBytes });
    using part = new PartBuffer(budget);
    using other = new PartBuffer(budget);
    await part.fill(bytes(1));
    const answer = Promise.withResolvers<void>();
    const sent = part.send(() => answer.promise);
    const waiting = other.fill(bytes(2));
    answer.resolve();
    await sent;
    await waiting;
    expect(budget.bytesInUse).toBe(partBytes);
  });

  it('gives it back of a part that could not be sent', async () => {
    const budget = new ByteBudget(2 * partBytes, { partBytes });
    using part = new PartBuffer(budget);
    await part.fill(bytes(1));
    await expect(part.send(() => Promise.reject(new Error('no store')))).rejects.toThrow('no store');
    expect(budget.bytesInUse).toBe(0);
  });

  it('gives it back with the upload', async () => {
    const budget = new ByteBudget(2 * partBytes, { partBytes });
    {
      using part = new PartBuffer(budget);
      await part.fill(bytes(1));
      await send(part);
    }
    expect(budget.bytesInUse).toBe(0);
  });
});
