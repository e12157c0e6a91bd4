import { afterEach, beforeEach, describe, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { ByteBudget } from './byte-budget.js';
import { VirtualUpload } from './virtual-uploads.fixture.js';

const partBytes = 8;
const stallSecondsMax = 1;

const step = fc.record({
  upload: fc.nat({ max: 19 }),
  does: fc.oneof(
    { weight: 12, arbitrary: fc.constant('deliver' as const) },
    { weight: 3, arbitrary: fc.constant('finishSending' as const) },
    { weight: 2, arbitrary: fc.constant('stall' as const) },
    { weight: 1, arbitrary: fc.constant('abort' as const) },
  ),
  bytes: fc.integer({ min: 1, max: partBytes }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const scenario = fc.record({
  bytesMax: fc.integer({ min: 2 * partBytes, max: 6 * partBytes }),
  files: fc.array(fc.record({ bytes: fc.nat({ max: 5 * partBytes }), isQuick: fc.boolean() }), { minLength: 1, maxLength: 20 }),
  steps: fc.array(step, { maxLength: 300 }),
});

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Lets everything go on that can. No step makes a longer chain of promises than this. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

/** What every one who waits saw of the others when its wait began. */
class Watch {
  private readonly sentBefore = new Map<VirtualUpload, Map<VirtualUpload, number>>();

  constructor(
    private readonly budget: ByteBudget,
    private readonly uploads: readonly VirtualUpload[],
  ) {}

  check(): void {
    const { budget, uploads } = this;
    const held = uploads.reduce((sum, { share }) => sum + share.held, 0);
    if (held !== budget.bytesInUse) throw new Error(`${budget.bytesInUse} bytes in use, ${held} held`);
    if (held > budget.bytesMax) throw new Error(`${held} bytes held of ${budget.bytesMax}`);
    const alive = uploads.filter(({ phase }) => phase !== 'over');
    if (alive.length > 0 && alive.every(({ phase }) => phase === 'waiting')) throw new Error('All wait, for nobody.');
    for (const upload of uploads) this.checkTurn(upload);
  }

  private checkTurn(upload: VirtualUpload): void {
    if (upload.phase !== 'waiting') {
      this.sentBefore.delete(upload);
      return;
    }
    const before = this.sentBefore.get(upload) ?? new Map(this.uploads.map((other) => [other, other.partsSent]));
    this.sentBefore.set(upload, before);
    if (this.uploads.some((other) => other.partsSent - before.get(other)! > 1))
      throw new Error('One sent two parts while another waited.');
  }
}

async function play(budget: ByteBudget, uploads: VirtualUpload[], steps: readonly Step[]) {
  const watch = new Watch(budget, uploads);
  for (const { upload: index, does, bytes } of steps) {
    const upload = uploads[index % uploads.length]!;
    if (does === 'stall') jest.advanceTimersByTime(stallSecondsMax * 1000);
    else if (does === 'deliver') upload.deliver(bytes);
    else upload[does]();
    await settle();
    watch.check();
  }
  return watch;
}

describe('ByteBudget, whatever the order of things', () => {
  it('never has more in use than there is, blocks nobody for ever, and lets no one have a second part before another’s turn', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ bytesMax, files, steps }) => {
        const budget = new ByteBudget(bytesMax, { partBytes, stallSecondsMax });
        const uploads = files.map(({ bytes, isQuick }) => new VirtualUpload(budget, bytes, isQuick));
        const watch = await play(budget, uploads, steps);
        // From here on every client delivers and the store answers: all uploads must end.
        for (let round = 0; uploads.some(({ phase }) => phase !== 'over'); round++) {
          if (round > 1_000) throw new Error('Some never ended.');
          for (const upload of uploads) {
            upload.deliver(3);
            upload.finishSending();
            await settle();
            watch.check();
          }
        }
        if (budget.bytesInUse !== 0) throw new Error(`${budget.bytesInUse} bytes never came back.`);
      }),
      { numRuns: 400 },
    );
  });

  it('goes on without those whose clients have stopped, as long as what they hold leaves room for a part', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 }), async (stalled) => {
        const budget = new ByteBudget(stalled.reduce((sum, bytes) => sum + bytes, partBytes) + partBytes, { partBytes });
        for (const bytes of stalled) new VirtualUpload(budget, 5 * partBytes).deliver(bytes);
        await settle();
        const moving = Array.from({ length: 5 }, () => new VirtualUpload(budget, 3 * partBytes));
        for (let round = 0; moving.some(({ phase }) => phase !== 'over'); round++) {
          if (round > 200) throw new Error('Those who move are held up by those who don’t.');
          for (const upload of moving) {
            upload.deliver(3);
            upload.finishSending();
            await settle();
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
