import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ask, connectRaw, until, type LogLine } from './a-service.fixture.js';

interface Service {
  readonly process: ChildProcess;
  readonly url: string;
  readonly port: number;
  readonly events: string[];
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

let started: Service | undefined;
afterEach(() => void started?.process.kill('SIGKILL'));

async function start(environment: Record<string, string> = {}): Promise<Service> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'drain.fixture.main.js')], {
    env: { PORT: '0', PUBLIC_URL: 'http://x', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const events: string[] = [];
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      events.push(line.event);
      if (line.event === 'service.started') resolve(String(line['url']));
    });
    let complaint = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    void ended.then(() => reject(new Error(`It ended before it started: ${complaint}`)));
  });
  return (started = { process: child, url, port: Number(new URL(url).port), events, ended });
}

/** A service with a request that waits for `finish()`. */
async function startWithRequestInHand(environment?: Record<string, string>) {
  const service = await start(environment);
  const answer = ask(`${service.url}/v1/slow`, { headers: { connection: 'keep-alive' } }).catch((error: unknown) => error);
  await until('the request to be in hand', () => service.events.includes('in_hand'));
  return { service, answer, finish: () => service.process.send('finish') };
}

async function drain({ process, events }: Service, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  process.kill(signal);
  await until('the signal to arrive', () => events.includes('service.draining'));
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends a service that has nothing to do at once, with 0', async () => {
    const service = await start();
    service.process.kill(signal);
    expect(await service.ended).toEqual({ code: 0, signal: null });
    expect(service.events.slice(-2)).toEqual(['database.closed', 'service.stopped']);
  });

  it('lets a request in hand finish, and closes its connection after it', async () => {
    const { service, answer, finish } = await startWithRequestInHand();
    await drain(service, signal);
    finish();
    expect(await answer).toMatchObject({ status: 200, text: '{"done":true}', headers: { connection: 'close' } });
    expect(await service.ended).toEqual({ code: 0, signal: null });
  });
});

describe('a service that drains', () => {
  it('stops its inboxes while requests finish, and closes its database after them', async () => {
    const { service, finish } = await startWithRequestInHand();
    await drain(service);
    await until('the inboxes to stop', () => service.events.includes('inbox.stopped'));
    finish();
    await service.ended;
    const order = ['in_hand', 'inbox.stopped', 'request.answered', 'database.closed', 'service.stopped'];
    expect(service.events.filter((event) => order.includes(event))).toEqual(order);
  });

  it('takes no new connection', async () => {
    const { service, answer, finish } = await startWithRequestInHand();
    await drain(service);
    await expect(ask(`${service.url}/health/live`)).rejects.toThrow('ECONNREFUSED');
    finish();
    expect(await answer).toHaveProperty('status', 200);
  });

  it('closes connections that wait for a next request', async () => {
    const { service, answer, finish } = await startWithRequestInHand();
    const idle = connectRaw(service.port);
    idle.socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await until('the answer', () => idle.text().includes('{"live":true}'));
    await drain(service);
    await idle.closed;
    finish();
    expect(await answer).toHaveProperty('status', 200);
  });

  it('tells whoever still asks that it is not ready', async () => {
    const service = await start();
    const asker = connectRaw(service.port);
    // Half a request keeps the connection in use.
    asker.socket.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n');
    await ask(`${service.url}/health/ready`);
    await drain(service);
    asker.socket.write('\r\n');
    await until('the answer', () => asker.text().includes('"ready":false'));
    expect(asker.text()).toMatch(/^HTTP\/1\.1 503 /);
    expect((await service.ended).code).toBe(0);
  });

  it('ends at once on a second signal', async () => {
    const { service, answer } = await startWithRequestInHand();
    await drain(service);
    service.process.kill('SIGTERM');
    expect((await service.ended).signal).toBe('SIGKILL');
    expect(await answer).toHaveProperty('code', 'ECONNRESET');
  });

  it('breaks off what is not finished in its time, lets it clean up behind itself, and ends in order', async () => {
    const service = await start({ DRAIN_SECONDS: '0.5' });
    const upload = connectRaw(service.port);
    upload.socket.write('POST /v1/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nonly the first bytes');
    await until('the request to be in hand', () => service.events.includes('in_hand'));
    service.process.kill('SIGTERM');
    expect(await service.ended).toEqual({ code: 0, signal: null });
    const order = ['in_hand', 'service.cut_off', 'cleaned_up', 'database.closed', 'service.stopped'];
    expect(service.events.filter((event) => order.includes(event))).toEqual(order);
  });

  it('ends all the same where something does not let itself be broken off', async () => {
    const { service } = await startWithRequestInHand({ DRAIN_SECONDS: '0.5' });
    service.process.kill('SIGTERM');
    expect((await service.ended).signal).toBe('SIGKILL');
    expect(service.events.at(-1)).toBe('service.stopped_at_once');
  });
});

describe('a service that cannot start', () => {
  it('because of its port, ends and does not linger', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ PORT: String(port) })).rejects.toThrow('EADDRINUSE');
    other.close();
  });
});
