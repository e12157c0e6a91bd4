import { describe, expect, it } from '@jest/globals';
import { inStep } from './in-step.js';

interface Part {
  id: string;
  a?: number;
  b?: number;
}

async function* stream(...parts: Part[]): AsyncGenerator<Part> {
  for (const part of parts) yield await Promise.resolve(part);
}

describe('streams that are gone through in step', () => {
  it('come out in the order of ids, with all that there is of each', async () => {
    const streams = [stream({ id: '1', a: 1 }, { id: '3', a: 3 }), stream({ id: '2', b: 2 }, { id: '3', b: 3 }), stream()];
    expect(await Array.fromAsync(inStep(streams))).toEqual([
      { id: '1', a: 1 },
      { id: '2', b: 2 },
      { id: '3', a: 3, b: 3 },
    ]);
  });

  it('are no more than one part ahead of what was taken', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<Part> {
      for (;;) yield await Promise.resolve({ id: String(made++).padStart(6, '0') });
    }
    for await (const { id } of inStep([endless()])) if (id === '000099') break;
    expect(made).toBeLessThanOrEqual(102);
  });
});
