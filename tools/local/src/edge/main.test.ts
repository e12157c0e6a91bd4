import { afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Child, eventually, listenersOf } from '@pinhole/testing';
import { ask } from './ask.fixture.js';
import { program, startEdgeProcess, type EdgeProcessUnderTest } from './edge-process.fixture.js';

const MiB = 1024 * 1024;

describe('the edge’s process', () => {
  let edge: EdgeProcessUnderTest;
  afterEach(() => edge.stop());

  it('listens on loopback alone', async () => {
    edge = await startEdgeProcess();
    expect(await listenersOf(edge.child.pid)).toEqual([new URL(edge.url).host]);
  });

  it('finishes what it has in hand when it is told to stop, takes nothing new, and ends with code 0', async () => {
    edge = await startEdgeProcess();
    let finish = () => {};
    edge.service.answering = (_request, response) => void (finish = () => response.end('done'));
    const inHand = ask(`${edge.url}/v1/uploads/1`);
    await eventually(() => edge.service.asked.length);
    edge.child.kill('SIGTERM');
    await eventually(() => isRefused(`${edge.url}/health/live`));
    expect(edge.child.ended).toBeUndefined();
    finish();
    const answer = await inHand;
    expect(answer.headers.connection).toBe('close');
    expect(answer.body.toString()).toBe('done');
    expect(await edge.child.exited).toBe('ended with code 0');
  });

  it('does not wait longer than it may', async () => {
    edge = await startEdgeProcess({ DRAIN_SECONDS: '0.2' });
    edge.service.answering = () => {};
    const inHand = ask(`${edge.url}/v1/uploads/1`).catch((error: unknown) => error);
    await eventually(() => edge.service.asked.length);
    edge.child.kill('SIGTERM');
    await edge.child.exited;
    expect(await inHand).toMatchObject({ code: 'ECONNRESET' });
  });

  it('does not grow with what is uploaded through it', async () => {
    edge = await startEdgeProcess();
    edge.service.answering = (request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => response.end(String(bytes)));
    };
    await ask(`${edge.url}/v1/uploads`, { method: 'POST', body: Buffer.alloc(8 * MiB) });
    const before = memoryOf(edge.child.pid);
    const request = http.request(`${edge.url}/v1/uploads`, { method: 'POST', headers: { 'content-length': 512 * MiB } });
    const chunk = Buffer.alloc(MiB);
    let most = before;
    for (let sent = 0; sent < 512; sent += 1) {
      if (!request.write(chunk)) await once(request, 'drain');
      await setImmediate();
      most = Math.max(most, memoryOf(edge.child.pid));
    }
    request.end();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    expect((await response.toArray()).join('')).toBe(String(512 * MiB));
    expect(most - before).toBeLessThan(100_000_000);
  }, 120_000);
});

describe('an edge whose environment is wrong', () => {
  it('names everything that is wrong with its environment at once, and does not start', async () => {
    const child = new Child(process.execPath, [program], { environment: { PORT: 'x' } });
    expect(await child.exited).toBe('ended with code 1');
    const said = child.lastLines.join('\n');
    for (const name of ['PORT', 'PUBLIC_URL', 'UPLOAD_API_URL', 'GALLERY_API_URL', 'SITE_DIR', 'VARIANTS_BUCKET']) {
      expect(said).toContain(`${name}:`);
    }
  });
});

function isRefused(url: string): Promise<boolean> {
  return ask(url).then(
    () => false,
    () => true,
  );
}

/** Bytes of a process that are in memory now. */
function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kibibytes = existsSync(status)
    ? /VmRSS:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kibibytes) * 1024;
}
