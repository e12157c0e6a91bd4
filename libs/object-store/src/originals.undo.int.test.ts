import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { FaultyOriginals, always, bothWays, first, large, options, small, stream } from './faulty-originals.fixture.js';
import type { Fault } from './faulty-s3.fixture.js';

let emulator: AwsEmulator;
let store: EmulatorClients;
let faulty: FaultyOriginals;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  Object.assign(process.env, emulator.settings);
  store = emulatorClients(emulator.settings);
  await store.s3.send(new CreateBucketCommand({ Bucket: 'originals' }));
});
beforeEach(async () => {
  faulty = await FaultyOriginals.open(emulator.endpoint, store.s3, 'originals');
});
afterEach(() => faulty.close());
afterAll(async () => {
  store.destroy();
  await emulator.stop();
});

const unavailable: Fault = { status: 503, code: 'ServiceUnavailable' };
const damaged: Fault = { status: 400, code: 'BadDigest' };
/** The SDK's own, for each call of ours. */
const triesPerCall = 3;

describe('A put that fails', () => {
  it.each<{ what: string; fault: Fault }>([
    { what: 'is refused', fault: unavailable },
    { what: 'never arrives', fault: 'lose the request' },
    { what: 'is never answered', fault: 'lose the answer' },
  ])('leaves nothing when a part $what', async ({ fault }) => {
    faulty.failing({ Part: always(fault) });
    await expect(faulty.put(large)).rejects.toThrow();
    await faulty.expectNothingLeft();
  });

  it('aborts twice where a part may still come in', async () => {
    faulty.failing({ Part: always('lose the answer') });
    await expect(faulty.put(large)).rejects.toThrow();
    expect(faulty.count('Abort')).toBe(2);
  });

  it('leaves nothing though its abort is refused at first', async () => {
    faulty.failing({ Part: always(damaged), Abort: first(unavailable, 2 * triesPerCall) });
    await expect(faulty.put(large)).rejects.toThrow('As told');
    expect(faulty.count('Abort')).toBe(2 * triesPerCall + 1);
    await faulty.expectNothingLeft();
  });

  it('leaves nothing of an object that came to be, though nobody could tell at first', async () => {
    faulty.failing({ Put: always('lose the answer'), Head: first(unavailable, triesPerCall) });
    await expect(faulty.put(small)).rejects.toThrow();
    await faulty.expectNothingLeft();
    expect(faulty.count('Delete')).toBe(1);
  });

  it('removes an object that came to be, though the abort is refused', async () => {
    const denied: Fault = { status: 403, code: 'AccessDenied' };
    const lost = { Complete: always('lose the answer'), Head: first(unavailable, triesPerCall) } as const;
    faulty.failing({ ...lost, Abort: always(denied) });
    await expect(faulty.put(large)).rejects.toThrow();
    expect(await faulty.bytesThere()).toBeNull();
    expect(faulty.leftBehind).toEqual([faulty.key]);
  });

  it('tells when something may be left behind, and fails with what went wrong first', async () => {
    faulty.failing({ Part: always(damaged), Abort: always({ status: 403, code: 'AccessDenied' }) });
    await expect(faulty.put(large)).rejects.toThrow(expect.objectContaining({ name: 'BadDigest' }));
    expect(faulty.leftBehind).toEqual([faulty.key]);
  });
});

describe('A put whose client leaves', () => {
  const left = new Error('The client left.');

  it.each(bothWays)('removes the object that came to be meanwhile, $way', async ({ bytes, commit }) => {
    const client = new AbortController();
    const held = Promise.withResolvers<void>();
    faulty.failing({ [commit]: always({ holdUntil: held.promise }) });
    const refused = expect(faulty.put(bytes, client.signal)).rejects.toBe(left);
    await eventually(async () => (await faulty.bytesThere()) !== null);
    client.abort(left);
    held.resolve();
    await refused;
    expect(await faulty.bytesThere()).toBeNull();
    expect(faulty.count('Delete')).toBe(1);
  });

  it('waits for the part in flight before it aborts', async () => {
    const client = new AbortController();
    const held = Promise.withResolvers<void>();
    faulty.failing({ Part: always({ holdUntil: held.promise }) });
    const refused = expect(faulty.put(large, client.signal)).rejects.toBe(left);
    await eventually(() => faulty.count('Part') === 1);
    client.abort(left);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    expect(faulty.operations).toEqual(['Create', 'Part']);
    held.resolve();
    await refused;
    expect(faulty.operations).toEqual(['Create', 'Part', 'Abort']);
    await faulty.expectNothingLeft();
  });

  it('ends at once where the source has fallen silent', async () => {
    const client = new AbortController();
    const fellSilent = Promise.withResolvers<void>();
    const silent = (async function* () {
      yield* stream(large);
      fellSilent.resolve();
      await new Promise(() => undefined);
    })();
    const put = faulty.originals.put(faulty.key, silent, { ...options, signal: client.signal });
    const refused = expect(put).rejects.toBe(left);
    await fellSilent.promise;
    client.abort(left);
    await refused;
    await faulty.expectNothingLeft();
  });
});
