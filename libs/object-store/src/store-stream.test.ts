import { describe, expect, it } from '@jest/globals';
import { eventually } from '@pinhole/testing';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { ByteBudget } from './byte-budget.js';
import { storeStream, type WriteOfStream } from './store-stream.js';

const partBytes = 8;
const bytesMax = 1_000;
const newBudget = () => new ByteBudget(3 * partBytes, { partBytes });

/** Remembers what it was given, in the order in which it came. */
class RememberedWrite implements WriteOfStream {
  readonly parts: Buffer[] = [];
  whole: Buffer | undefined;
  isComplete = false;

  putWhole(bytes: Buffer): Promise<void> {
    this.whole = Buffer.from(bytes);
    return Promise.resolve();
  }

  sendPart(bytes: Buffer): Promise<void> {
    this.parts.push(Buffer.from(bytes));
    return Promise.resolve();
  }

  complete(): Promise<void> {
    this.isComplete = true;
    return Promise.resolve();
  }
}

/** Remembers as well, but no part has arrived before that. */
class SlowWrite extends RememberedWrite {
  constructor(private readonly arrives: Promise<void>) {
    super();
  }

  override async sendPart(bytes: Buffer): Promise<void> {
    await super.sendPart(bytes);
    await this.arrives;
  }
}

async function* chunksOf(...chunks: Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    await Promise.resolve();
    yield chunk;
  }
}

describe('storeStream', () => {
  it('puts what fits into one part whole, and cuts the rest into whole parts and a last one, whatever the chunks', async () => {
    const chunk = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 10 }), async (chunks) => {
        const bytes = Buffer.concat(chunks);
        const write = new RememberedWrite();
        const stored = await storeStream(write, chunksOf(...chunks), { budget: newBudget(), bytesMax });
        expect(stored).toEqual({ bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') });
        if (bytes.byteLength <= partBytes) {
          expect(write).toMatchObject({ whole: bytes, parts: [], isComplete: false });
        } else {
          expect(Buffer.concat(write.parts)).toEqual(bytes);
          expect(write.parts.slice(0, -1).every((part) => part.byteLength === partBytes)).toBe(true);
          expect(write.parts.at(-1)!.byteLength).toBeGreaterThan(0);
          expect(write).toMatchObject({ whole: undefined, isComplete: true });
        }
      }),
    );
  });

  it('sends a full part without waiting for the next byte, once it is sure that there are parts', async () => {
    const write = new RememberedWrite();
    const client = new AbortController();
    const silent = (async function* () {
      yield* chunksOf(Buffer.alloc(2 * partBytes, 1));
      await new Promise(() => undefined);
    })();
    const budget = newBudget();
    const stored = storeStream(write, silent, { budget, bytesMax, signal: client.signal });
    const left = expect(stored).rejects.toThrow('left');
    await eventually(() => write.parts.length === 2);
    client.abort(new Error('The client left.'));
    await left;
    expect(budget.bytesInUse).toBe(0);
  });

  describe('while a part is on its way', () => {
    /** What was read of a source by the time that nothing moves any more, with the first part held up. */
    async function readAhead(budget: ByteBudget, meanwhile: () => void = () => undefined): Promise<number> {
      const arrives = Promise.withResolvers<void>();
      const write = new SlowWrite(arrives.promise);
      let read = 0;
      const source = (async function* () {
        for (; read < 6 * partBytes; read += 1) {
          if (write.parts.length === 1) meanwhile();
          yield* chunksOf(Buffer.alloc(1, read));
        }
      })();
      const stored = storeStream(write, source, { budget, bytesMax });
      await eventually(() => write.parts.length === 1);
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      const readBefore = read;
      arrives.resolve();
      expect(await stored).toMatchObject({ bytes: 6 * partBytes });
      expect(Buffer.concat(write.parts)).toEqual(Buffer.from(Array.from({ length: 6 * partBytes }, (_, at) => at)));
      return readBefore;
    }

    it('reads on, until the next one is full', async () => {
      expect(await readAhead(newBudget())).toBe(2 * partBytes - 1);
    });

    it('reads no further than a byte where others wait for memory', async () => {
      const budget = newBudget();
      using other = budget.open();
      let waits = false;
      const read = await readAhead(budget, () => {
        if (waits) return;
        waits = true;
        void other.draw(partBytes).then(() => other[Symbol.dispose]());
      });
      expect(read).toBe(partBytes + 1);
    });
  });

  it('fails with what a part failed with that was on its way, and not before that has ended', async () => {
    const ends = Promise.withResolvers<void>();
    const write = new SlowWrite(ends.promise);
    const client = new AbortController();
    const budget = newBudget();
    const source = chunksOf(Buffer.alloc(2 * partBytes));
    let hasEnded = false;
    const stored = storeStream(write, source, { budget, bytesMax, signal: client.signal }).finally(() => (hasEnded = true));
    const failed = expect(stored).rejects.toThrow('no store');
    await eventually(() => write.parts.length === 1);
    client.abort(new Error('The client left.'));
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    expect(hasEnded).toBe(false);
    ends.reject(new Error('no store'));
    await failed;
    expect(budget.bytesInUse).toBe(0);
  });

  it('does not read its source while the budget is spent', async () => {
    const budget = new ByteBudget(2 * partBytes, { partBytes });
    using other = budget.open();
    await other.draw(partBytes);
    const answer = Promise.withResolvers<void>();
    const sent = other.sending(() => answer.promise);
    let read = 0;
    const counted = (async function* () {
      while (read < 12) {
        read += 1;
        yield* chunksOf(Buffer.alloc(4));
      }
    })();
    const stored = storeStream(new RememberedWrite(), counted, { budget, bytesMax });
    await eventually(() => read > 0);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    expect(read).toBe(1);
    answer.resolve();
    await sent;
    expect(await stored).toMatchObject({ bytes: 48 });
  });

  it('closes its source when it fails', async () => {
    let isClosed = false;
    const source = (async function* () {
      try {
        yield* chunksOf(Buffer.alloc(20), Buffer.alloc(20));
      } finally {
        isClosed = true;
      }
    })();
    const stored = storeStream(new RememberedWrite(), source, { budget: newBudget(), bytesMax: 30 });
    await expect(stored).rejects.toMatchObject({ code: 'object_too_large' });
    await eventually(() => isClosed);
  });

  it('gives all of the budget back, however it ends', async () => {
    const budget = newBudget();
    const failing = new RememberedWrite();
    failing.sendPart = () => Promise.reject(new Error('The store is gone.'));
    await expect(storeStream(failing, chunksOf(Buffer.alloc(30)), { budget, bytesMax })).rejects.toThrow('gone');
    await expect(storeStream(failing, chunksOf(Buffer.alloc(5)), { budget, bytesMax: 4 })).rejects.toThrow();
    await storeStream(new RememberedWrite(), chunksOf(Buffer.alloc(50)), { budget, bytesMax });
    expect(budget.bytesInUse).toBe(0);
  });
});
