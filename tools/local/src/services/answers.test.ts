import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { greetsAsMySql } from './answers.js';

describe('a look at a database server', () => {
  let server: Server | undefined;

  afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

  async function serve(onConnection: (socket: Socket) => void): Promise<number> {
    server = createServer(onConnection).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    return (server.address() as AddressInfo).port;
  }

  it('finds one that greets, in however small pieces', async () => {
    const port = await serve((socket) => {
      socket.setNoDelay(true);
      for (const byte of [74, 0, 0, 0, 10, 56]) socket.write(Uint8Array.of(byte));
    });
    expect(await greetsAsMySql(port)).toBe(true);
  });

  it.each([
    ['refuses', (socket: Socket) => socket.end(Uint8Array.of(23, 0, 0, 0, 255, 16, 4))],
    ['hangs up at once, as a container’s port does while the server in it is being made', (socket: Socket) => socket.destroy()],
    ['ends without a word', (socket: Socket) => socket.end()],
  ])('finds none where it %s', async (_, onConnection) => {
    expect(await greetsAsMySql(await serve(onConnection))).toBe(false);
  });

  it('finds none where nobody listens', async () => {
    const port = await serve(() => {});
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    expect(await greetsAsMySql(port)).toBe(false);
  });
});
