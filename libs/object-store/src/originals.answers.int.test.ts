import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { emulatorClients, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { FaultyOriginals, always, bothWays, first, large, small } from './faulty-originals.fixture.js';
import type { Fault } from './faulty-s3.fixture.js';
import { ObjectAlreadyExists } from './object-store.errors.js';

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

const existsAlready: Fault = { status: 412, code: 'PreconditionFailed' };
const otherWrite: Fault = { status: 409, code: 'ConditionalRequestConflict' };

describe('An answer of the store', () => {
  it('that got lost hides no object, though the second try finds one there', async () => {
    faulty.failing({ Put: (nth) => (nth === 1 ? 'lose the answer' : existsAlready) });
    expect(await faulty.put(small)).toMatchObject({ bytes: small.byteLength });
    expect(await faulty.bytesThere()).toBe(small.byteLength);
  });

  it('that got lost hides no object in parts, though the second try finds no such upload', async () => {
    faulty.failing({ Complete: first('lose the answer') });
    expect(await faulty.put(large)).toMatchObject({ bytes: large.byteLength });
    expect(await faulty.bytesThere()).toBe(large.byteLength);
    expect({ completes: faulty.count('Complete'), aborts: faulty.count('Abort') }).toEqual({ completes: 2, aborts: 0 });
  });

  it('that got lost on the way of a part costs nothing but another try', async () => {
    faulty.failing({ Part: (nth) => ([undefined, 'lose the request', 'lose the answer'] as const)[nth] });
    await faulty.put(large);
    expect(await faulty.bytesThere()).toBe(large.byteLength);
  });

  it.each(bothWays)('that there is an object already is handed on, and the object stays, $way', async ({ bytes, commit }) => {
    await store.s3.send(new PutObjectCommand({ Bucket: 'originals', Key: faulty.key, Body: 'the first' }));
    faulty.failing({ [commit]: always(existsAlready) });
    await expect(faulty.put(bytes)).rejects.toThrow(ObjectAlreadyExists);
    expect(await faulty.bytesThere()).toBe('the first'.length);
    expect(faulty.count('Abort')).toBe(faulty.count('Create'));
  });

  it.each(bothWays)('that another write is under way is asked again, $way', async ({ bytes, commit }) => {
    faulty.failing({ [commit]: first(otherWrite, 2) });
    await faulty.put(bytes);
    expect(await faulty.bytesThere()).toBe(bytes.byteLength);
  });

  it.each(bothWays)('that another write is under way, for ever, leaves nothing of ours, $way', async ({ bytes, commit }) => {
    faulty.failing({ [commit]: always(otherWrite) });
    await expect(faulty.put(bytes)).rejects.toThrow('As told');
    await faulty.expectNothingLeft();
  });

  it('that breaks off ends what is read with an error, never short', async () => {
    await faulty.put(large);
    faulty.failing({ Get: always('cut the body') });
    const { body } = (await faulty.originals.get(faulty.key))!;
    await expect(body.toArray()).rejects.toThrow();
  });
});
