/** A child that does not do what children do: started as they are, by the same limits, for tests to see what comes of it. */
import { setTimeout as pause } from 'node:timers/promises';
import { openBytes } from '../pictures/guarded-sharp.js';
import { makePreview } from '../pictures/make-preview.js';
import { makeVariants } from '../pictures/make-variants.js';
import { escape, type Found, type Ways } from './escape.fixture.js';
import { report, serveParent } from './serve-parent.js';
import { warmUp } from './warm-up.js';

const oddities = {
  /**
   * Hangs for ever at a WebP, in native code: with VIPS_MAX_THREADS=2 its decoder waits for a thread that it may not have. That is
   * why a real child never has it.
   */
  hangs: () => serveAll(hang),
  dies: () => serveAll(() => process.kill(process.pid, 'SIGSEGV') && new Promise(() => undefined)),
  throws: () => serveAll(() => Promise.reject(new Error('something nobody thought of'))),
  /** Would have a variant written over another photo's. */
  lies: () => {
    const variant = { width: '../../another/1/640', height: 1, format: 'jpeg', bytes: Buffer.from('a') };
    serveAll(() => Promise.resolve({ width: 1, height: 1, variant, variants: [variant] } as never));
  },
  /** Hears nothing any more after a WebP, its channel neither. */
  deaf: () =>
    serveParent({
      ladder: (original, terms) => (isWebp(original) ? spin() : makeVariants(original, terms)),
      preview: (original) => (isWebp(original) ? spin() : makePreview(original)),
    }),
  /** Takes its time, so that a test can do something meanwhile. */
  slow: () =>
    serveParent({
      ladder: async (original, terms) => (await pause(700), makeVariants(original, terms)),
      preview: async (original) => (await pause(700), makePreview(original)),
    }),
  hungry: () => serveAll(() => Promise.resolve(Array.from({ length: 30 }, () => Buffer.alloc(100_000_000, 1)) as never)),
  escapes: async () => {
    await warmUp();
    serveAll(async (ways) => {
      const found: Found = { tried: await escape(JSON.parse(ways.toString()) as Ways), environment: Object.keys(process.env) };
      return found as never;
    });
  },
};

/** Whatever it is asked for. */
const serveAll = (make: (original: Buffer) => Promise<never>) => serveParent({ ladder: make, preview: make });
const spin = (): never => {
  for (;;);
};
const isWebp = (original: Buffer) => original.toString('latin1', 8, 12) === 'WEBP';
const hang = (webp: Buffer) =>
  openBytes(webp, { pixelsMax: 10_000_000, failOn: 'error' }).resize(1_024).jpeg().toBuffer() as never;

export type Oddity = keyof typeof oddities;

await oddities[process.env.ODDITY as Oddity]();
report({ ready: true });
