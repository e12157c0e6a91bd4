import { describe, expect, it } from '@jest/globals';
import { Scales } from './scales.js';

const never = new AbortController().signal;

/** Work that goes on until it is told to end. */
function bench(capacity: number) {
  const scales = new Scales(capacity);
  const going = new Map<string, () => void>();
  const begin = (name: string, weight: number, signal = never) =>
    scales.with(weight, signal, () => new Promise<void>((resolve) => going.set(name, resolve)).finally(() => going.delete(name)));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    going.get(name)?.();
    await settled();
  };
  return { begin, end, settled, going: () => [...going.keys()] };
}

describe('the scales', () => {
  it('let so much go on at once as they can carry', async () => {
    const { begin, settled, going } = bench(10);
    void [begin('a', 5), begin('b', 5), begin('c', 1)];
    await settled();
    expect(going()).toEqual(['a', 'b']);
  });

  it('let nobody past who came before, so that the heavy one gets its turn', async () => {
    const { begin, end, settled, going } = bench(10);
    void [begin('a', 5), begin('heavy', 8), begin('light', 1)];
    await settled();
    expect(going()).toEqual(['a']);
    await end('a');
    expect(going()).toEqual(['heavy', 'light']);
  });

  it('let what is heavier than all they can carry go on alone', async () => {
    const { begin, end, settled, going } = bench(10);
    void [begin('a', 1), begin('giant', 99), begin('b', 1)];
    await settled();
    expect(going()).toEqual(['a']);
    await end('a');
    expect(going()).toEqual(['giant']);
    await end('giant');
    expect(going()).toEqual(['b']);
  });

  it('give room again after work that failed', async () => {
    const scales = new Scales(1);
    await expect(scales.with(1, never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(scales.with(1, never, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('keep no place for whoever does not wait any more, nor for whoever would come too late', async () => {
    const { begin, settled, going } = bench(10);
    const impatient = new AbortController();
    void begin('a', 5);
    const heavy = begin('heavy', 8, impatient.signal);
    void begin('light', 1);
    impatient.abort(new Error('enough'));
    await expect(heavy).rejects.toThrow('enough');
    await settled();
    expect(going()).toEqual(['a', 'light']);
    await expect(begin('late', 1, impatient.signal)).rejects.toThrow('enough');
  });
});
