import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack, type ProcessName } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';

const MiB = 1024 * 1024;
const MB = 1_000_000;

/** Resident memory of a process in bytes. */
function residentBytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1]) * 1024;
}

function peakOf(stack: LocalStack, names: readonly ProcessName[]) {
  const pids = names.map((name) => ({ name, pid: stack.pidOf(name) }));
  const before = new Map(pids.map(({ name, pid }) => [name, residentBytes(pid)]));
  const peak = new Map(before);
  const timer = setInterval(() => {
    for (const { name, pid } of pids) peak.set(name, Math.max(peak.get(name) ?? 0, residentBytes(pid)));
  }, 50);
  return {
    stop: () => clearInterval(timer),
    of: (name: ProcessName) => peak.get(name) ?? 0,
    grownBy: (name: ProcessName) => (peak.get(name) ?? 0) - (before.get(name) ?? 0),
  };
}

/** A body of that many bytes that is made while it is sent: a JPEG and what follows its end. */
function longBody(bytes: number, jpeg: Uint8Array): ReadableStream<Uint8Array> {
  const boundary = 'pinhole-test';
  const chunk = new Uint8Array(MiB);
  async function* parts() {
    yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="long.jpg"\r\n\r\n`);
    yield jpeg;
    for (let left = bytes - jpeg.byteLength; left > 0; left -= chunk.byteLength)
      yield chunk.subarray(0, Math.min(left, chunk.byteLength));
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  return ReadableStream.from(parts());
}

function postLong(url: string, bytes: number, jpeg: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', body: longBody(bytes, jpeg), duplex: 'half' as const };
  return fetch(`${url}/v1/uploads`, {
    ...init,
    headers: { 'content-type': 'multipart/form-data; boundary=pinhole-test', ...headers },
  });
}

describe('a file over the limit', () => {
  let stack: LocalStack;
  let jpeg: Uint8Array;
  beforeAll(async () => {
    stack = await startStack();
    jpeg = await makePhoto({ width: 1200, height: 900 });
  }, 180_000);
  afterAll(() => stack?.stop(), 30_000);

  it('is refused within a second, before it is sent, by a sentence that names the limit', async () => {
    const began = performance.now();
    const curl = spawnSync(
      'curl',
      ['-s', '-w', '\n%{http_code}', '-F', 'file=@-;filename=large.jpg', `${stack.url}/v1/uploads`],
      {
        input: Buffer.alloc(300 * MB),
      },
    );
    expect(performance.now() - began).toBeLessThan(5_000); // Half of it is curl reading its input.
    expect(curl.stdout.toString()).toMatch(/413$/);
    expect(curl.stdout.toString()).toContain('209,715,200 bytes');
  }, 60_000);

  it('is refused at the first byte too many where no length is declared', async () => {
    const response = await postLong(stack.url, 201 * MiB, jpeg).catch((error: unknown) => error);
    // fetch may see the connection close before it has read the answer: then the answer is what curl above has shown.
    if (response instanceof Response) expect(response.status).toBe(413);
    const page = (await (await fetch(`${stack.url}/v1/photos`)).json()) as { items: unknown[] };
    expect(page.items).toEqual([]);
  }, 60_000);

  it('does not stand in the way of fifty of 20 MB at once, for which upload-api stays under 250 MB', async () => {
    const memory = peakOf(stack, ['upload-api']);
    const client = new Client(stack.url);
    const file = Buffer.concat([jpeg, Buffer.alloc(20 * MB - jpeg.byteLength)]);
    const accepted = await Promise.all(Array.from({ length: 50 }, () => client.upload(file)));
    memory.stop();
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(50);
    expect(memory.of('upload-api')).toBeLessThan(250 * MB);
  }, 240_000);
});

describe('with the limit raised to 512 MiB', () => {
  let stack: LocalStack;
  beforeAll(async () => {
    stack = await startStack({ environment: { ...process.env, UPLOAD_BYTES_MAX: String(512 * MiB) } });
  }, 180_000);
  afterAll(() => stack?.stop(), 30_000);

  it('a file of 512 MiB is stored while edge and upload-api each grow by less than 100 MB', async () => {
    const jpeg = await makePhoto({ width: 1200, height: 900 });
    await new Client(stack.url).upload(jpeg); // Warm: what the first upload loads is not what a large one costs.
    const memory = peakOf(stack, ['edge', 'upload-api']);
    const response = await postLong(stack.url, 512 * MiB, jpeg);
    memory.stop();
    const { statusUrl } = (await response.json()) as { statusUrl: string };
    expect(response.status).toBe(201);
    expect(((await (await fetch(statusUrl)).json()) as { bytes: number }).bytes).toBe(512 * MiB);
    expect(memory.grownBy('upload-api')).toBeLessThan(100 * MB);
    expect(memory.grownBy('edge')).toBeLessThan(100 * MB);
  }, 240_000);
});
