import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { s3Client } from '@pinhole/service-kit';
import { emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { randomUUID } from 'node:crypto';
import { ByteBudget } from './byte-budget.js';
import { startFaultyS3, type Fault, type FaultyS3, type Operation } from './faulty-s3.js';
import { ObjectAlreadyExists } from './object-store.errors.js';
import { Originals } from './originals.js';

const MiB = 1024 * 1024;
const options = { contentType: 'image/jpeg', bytesMax: 64 * MiB };
const small = Buffer.alloc(1000, 'small');
const large = Buffer.alloc(9 * MiB, 'large');

let emulator: AwsEmulator;
let store: EmulatorClients;
let s3: S3Client;
let faulty: FaultyS3;
let originals: Originals;
let leftBehind: string[];
let key: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  Object.assign(process.env, emulator.settings);
  store = emulatorClients(emulator.settings);
  await store.s3.send(new CreateBucketCommand({ Bucket: 'originals' }));
});
beforeEach(async () => {
  faulty = await startFaultyS3(emulator.endpoint);
  s3 = s3Client({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: faulty.endpoint, S3_FORCE_PATH_STYLE: true });
  leftBehind = [];
  originals = new Originals(s3, 'originals', new ByteBudget(16 * MiB), { onLeftBehind: (left) => leftBehind.push(left) });
  key = `o/00/${randomUUID()}`;
});
afterEach(async () => {
  s3.destroy();
  await faulty.stop();
});
afterAll(async () => {
  store.destroy();
  await emulator.stop();
});

async function* stream(bytes: Buffer, chunkBytes = 64 * 1024): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.byteLength; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

/** What lies under the key, seen past the faults. */
async function bytesThere(): Promise<number | null> {
  try {
    return (await store.s3.send(new HeadObjectCommand({ Bucket: 'originals', Key: key }))).ContentLength!;
  } catch {
    return null;
  }
}

function count(operation: Operation): number {
  return faulty.operations.filter((each) => each === operation).length;
}

/** Nothing is left of a put: no object, and every upload that was begun was ended. */
async function expectNothingLeft(): Promise<void> {
  expect(await bytesThere()).toBeNull();
  expect(count('Abort')).toBeGreaterThanOrEqual(count('Create'));
  expect(leftBehind).toEqual([]);
}

function failing(faults: Partial<Record<Operation, (nth: number) => Fault | undefined>>): void {
  faulty.fault = (operation, nth) => faults[operation]?.(nth);
}

const first = (fault: Fault, times = 1) => (nth: number) => (nth <= times ? fault : undefined);
const always = (fault: Fault) => () => fault;
const existsAlready: Fault = { status: 412, code: 'PreconditionFailed' };
const otherWrite: Fault = { status: 409, code: 'ConditionalRequestConflict' };
const unavailable: Fault = { status: 503, code: 'ServiceUnavailable' };

describe('Originals, when the store fails', () => {
  it('has stored an object whose answer was lost, though the second try finds it there', async () => {
    failing({ Put: (nth) => (nth === 1 ? 'lose the answer' : existsAlready) });
    expect(await originals.put(key, stream(small), options)).toMatchObject({ bytes: 1000 });
    expect(await bytesThere()).toBe(1000);
  });

  it('has stored a multipart upload whose last answer was lost, though the second try knows of no such upload', async () => {
    failing({ Complete: first('lose the answer') });
    expect(await originals.put(key, stream(large), options)).toMatchObject({ bytes: large.byteLength });
    expect(await bytesThere()).toBe(large.byteLength);
    expect({ completes: count('Complete'), aborts: count('Abort') }).toEqual({ completes: 2, aborts: 0 });
  });

  it.each([
    ['small', small, 'Put'],
    ['large', large, 'Complete'],
  ] as const)('says that there is an object already, and leaves it: %s', async (_, bytes, operation) => {
    await store.s3.send(new PutObjectCommand({ Bucket: 'originals', Key: key, Body: 'the first' }));
    failing({ [operation]: always(existsAlready) });
    await expect(originals.put(key, stream(bytes), options)).rejects.toThrow(ObjectAlreadyExists);
    expect(await bytesThere()).toBe('the first'.length);
    expect(count('Abort')).toBe(count('Create'));
  });

  it.each([
    ['small', small, 'Put'],
    ['large', large, 'Complete'],
  ] as const)('tries again while another write to the key is under way: %s', async (_, bytes, operation) => {
    failing({ [operation]: first(otherWrite, 2) });
    await originals.put(key, stream(bytes), options);
    expect(await bytesThere()).toBe(bytes.byteLength);
  });

  it.each([
    ['small', small, 'Put'],
    ['large', large, 'Complete'],
  ] as const)('leaves nothing when that never ends: %s', async (_, bytes, operation) => {
    failing({ [operation]: always(otherWrite) });
    await expect(originals.put(key, stream(bytes), options)).rejects.toThrow('As told');
    await expectNothingLeft();
  });

  it('stores all the same when a part, or its answer, gets lost on the way', async () => {
    failing({ Part: (nth) => ([undefined, 'lose the request', 'lose the answer'] as const)[nth] });
    await originals.put(key, stream(large), options);
    expect(await bytesThere()).toBe(large.byteLength);
  });

  it.each<[string, Fault]>([
    ['is refused', unavailable],
    ['never arrives', 'lose the request'],
    ['is never answered', 'lose the answer'],
  ])('leaves nothing when a part %s', async (_, fault) => {
    failing({ Part: always(fault) });
    await expect(originals.put(key, stream(large), options)).rejects.toThrow();
    await expectNothingLeft();
  });

  it('aborts twice where a part may come in late', async () => {
    failing({ Part: always('lose the answer') });
    await expect(originals.put(key, stream(large), options)).rejects.toThrow();
    expect(count('Abort')).toBe(2);
  });

  it('leaves nothing when an abort only works at the third try', async () => {
    const failedTries = 2 * 3; // The client of the SDK tries three times each.
    failing({ Part: always({ status: 400, code: 'BadDigest' }), Abort: first(unavailable, failedTries) });
    await expect(originals.put(key, stream(large), options)).rejects.toThrow('As told');
    expect(count('Abort')).toBe(failedTries + 1);
    await expectNothingLeft();
  });

  it('leaves nothing of an object that is there, when nobody could tell in time', async () => {
    failing({ Put: always('lose the answer'), Head: first(unavailable, 3) });
    await expect(originals.put(key, stream(small), options)).rejects.toThrow();
    await expectNothingLeft();
    expect(count('Delete')).toBe(1);
  });

  it('tells when something may be left behind, and fails with what went wrong first', async () => {
    failing({ Part: always({ status: 400, code: 'BadDigest' }), Abort: always({ status: 403, code: 'AccessDenied' }) });
    await expect(originals.put(key, stream(large), options)).rejects.toThrow(expect.objectContaining({ name: 'BadDigest' }));
    expect(leftBehind).toEqual([key]);
  });

  it.each([
    ['small', small, 'Put'],
    ['large', large, 'Complete'],
  ] as const)('removes an object that came to be while the client left: %s', async (_, bytes, operation) => {
    const client = new AbortController();
    const held = Promise.withResolvers<void>();
    failing({ [operation]: always({ holdUntil: held.promise }) });
    const put = expect(originals.put(key, stream(bytes), { ...options, signal: client.signal })).rejects.toThrow('left');
    await eventually(async () => (await bytesThere()) !== null);
    client.abort(new Error('The client left.'));
    held.resolve();
    await put;
    await expect(bytesThere()).resolves.toBeNull();
    expect(count('Delete')).toBe(1);
  });

  it('waits for the part in flight before it aborts', async () => {
    const client = new AbortController();
    const held = Promise.withResolvers<void>();
    failing({ Part: always({ holdUntil: held.promise }) });
    let settled = false;
    const put = originals.put(key, stream(large), { ...options, signal: client.signal }).finally(() => (settled = true));
    const refused = expect(put).rejects.toThrow('left');
    await eventually(() => count('Part') === 1);
    client.abort(new Error('The client left.'));
    await new Promise(setImmediate);
    expect({ settled, aborts: count('Abort') }).toEqual({ settled: false, aborts: 0 });
    held.resolve();
    await refused;
    expect(faulty.operations).toEqual(['Create', 'Part', 'Abort']);
    await expectNothingLeft();
  });

  it('gives up at once on a source that has fallen silent', async () => {
    const client = new AbortController();
    const silent = (async function* () {
      yield* stream(large);
      await new Promise(() => undefined);
    })();
    const refused = expect(originals.put(key, silent, { ...options, signal: client.signal })).rejects.toThrow('left');
    await eventually(() => count('Part') === 1);
    client.abort(new Error('The client left.'));
    await refused;
    await expectNothingLeft();
  });

  it('ends what is read with an error, never short, when the connection breaks', async () => {
    await originals.put(key, stream(large), options);
    failing({ Get: always('cut the body') });
    const { body } = (await originals.get(key))!;
    await expect(body.toArray()).rejects.toThrow();
  });
});
