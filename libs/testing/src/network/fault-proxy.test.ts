import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { eventually } from '../eventually.js';
import { startProxy, type FaultProxy } from './fault-proxy.js';

let server: Server;
let received: Buffer[];
let connections: Socket[];
let proxy: FaultProxy;
let client: Socket;

beforeEach(async () => {
  [received, connections] = [[], []];
  // Says back what it hears.
  server = createServer((socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => received.push(piece));
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startProxy((server.address() as AddressInfo).port);
});
afterEach(async () => {
  client.destroy();
  await proxy.stop();
  server.close();
});

function open(): Socket {
  client = connect(proxy.port, '127.0.0.1');
  client.on('error', () => undefined);
  return client;
}

async function sayBack(words: Buffer): Promise<Buffer> {
  open().end(words);
  return buffer(client);
}

const large = Buffer.alloc(5_000_000, 'pinhole');

describe('the fault proxy', () => {
  it('passes everything on, to the last byte, while nothing is wrong', async () => {
    expect((await sayBack(large)).equals(large)).toBe(true);
  });

  it('keeps every piece waiting as long as it is told', async () => {
    await proxy.set({ kind: 'latency', seconds: 0.2 });
    const begun = performance.now();
    expect(String(await sayBack(Buffer.from('slow')))).toBe('slow');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(390);
  });

  it('lets no more through in a second than it is told', async () => {
    await proxy.set({ kind: 'slow', bytesPerSecond: 1_000 });
    const begun = performance.now();
    expect((await sayBack(Buffer.alloc(200, 'x'))).byteLength).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(390);
  });

  it('cuts a connection after so many bytes to the server, and passes no more', async () => {
    await proxy.set({ kind: 'cut', direction: 'to server', afterBytes: 1_000_003 });
    await expect(sayBack(large)).rejects.toThrow();
    await eventually(() => connections.every(({ closed }) => closed));
    expect(Buffer.concat(received).byteLength).toBeLessThanOrEqual(1_000_003);
  });

  it('cuts a connection after so many bytes to the client', async () => {
    await proxy.set({ kind: 'cut', direction: 'to client', afterBytes: 100 });
    open().write('x'.repeat(5_000));
    const got: Buffer[] = [];
    client.on('data', (piece) => got.push(piece));
    await eventually(() => client.closed);
    expect(Buffer.concat(got).byteLength).toBeLessThanOrEqual(100);
    expect(Buffer.concat(received).byteLength).toBe(5_000);
  });

  it.each([
    { heard: 'never', arrives: 'one' },
    { heard: 'at once', arrives: 'one two' },
    { heard: 'late', arrives: 'one two' },
  ] as const)('cuts a connection at the words of the client, which the server hears $heard', async ({ heard, arrives }) => {
    await proxy.set({ kind: 'cut at', words: ['one', 'two'], heard });
    open().write('one');
    await eventually(() => Buffer.concat(received).toString() === 'one');
    client.write(' two');
    await eventually(() => client.closed);
    await eventually(() => connections.every(({ closed }) => closed));
    expect(Buffer.concat(received).toString()).toBe(arrives);
  });

  it('refuses connections, and takes them again on the same port', async () => {
    await proxy.set({ kind: 'refuse' });
    await expect(sayBack(Buffer.from('anybody?'))).rejects.toThrow(/ECONNREFUSED/);
    await proxy.set({ kind: 'none' });
    expect(String(await sayBack(Buffer.from('again')))).toBe('again');
  });

  it('takes connections and resets them, those that are open too, and serves the next one when told', async () => {
    open().write('before');
    await once(client, 'data');
    const opened = client;
    await proxy.set({ kind: 'reset' });
    await eventually(() => opened.closed);
    await expect(sayBack(Buffer.from('anybody?'))).rejects.toThrow(/ECONNRESET/);
    await proxy.set({ kind: 'none' });
    expect(String(await sayBack(Buffer.from('again')))).toBe('again');
    expect(Buffer.concat(received).toString()).toBe('beforeagain');
  });

  it('swallows everything, in a connection that is already open too, and never ends it', async () => {
    open().write('before');
    await once(client, 'data');
    await proxy.set({ kind: 'blackhole' });
    client.write('swallowed');
    const other = connect(proxy.port, '127.0.0.1', () => other.write('swallowed too'));
    await eventually(() => other.bytesWritten > 0);
    await proxy.set({ kind: 'none' });
    client.write('after');
    await once(client, 'data');
    expect(Buffer.concat(received).toString()).toBe('beforeafter');
    expect([client.closed, other.closed]).toEqual([false, false]);
    other.destroy();
  });

  it('ends every open connection when told', async () => {
    open().write('before');
    await once(client, 'data');
    proxy.cutAll();
    await eventually(() => client.closed);
  });
});
