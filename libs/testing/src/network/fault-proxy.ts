import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { loopback } from '../processes/free-port.js';

/** What goes wrong between a client and its server. */
export type Fault =
  | { kind: 'none' }
  /** Every piece takes this much longer, in both directions. */
  | { kind: 'latency'; seconds: number }
  /** So many bytes a second in each direction of each connection, as on a line that is overloaded. */
  | { kind: 'slow'; bytesPerSecond: number }
  /** A connection ends, without a goodbye, after so many bytes in one direction: no more than those arrive. */
  | { kind: 'cut'; direction: 'to server' | 'to client'; afterBytes: number }
  /**
   * A connection ends for the client, without a goodbye, when it has said these words one after the other. Whether the server
   * hears the last of them is what the client cannot know: a COMMIT may be lost, done, or still on its way.
   */
  | { kind: 'cut at'; words: readonly string[]; heard: 'never' | 'at once' | 'late' }
  /** Nobody listens. */
  | { kind: 'refuse' }
  /** Connections are taken, and end without a goodbye: as where a load balancer has nobody behind it. */
  | { kind: 'reset' }
  /** Connections are taken, and nothing is ever heard on them: as when a cable is pulled. */
  | { kind: 'blackhole' };

export interface FaultProxy {
  readonly port: number;
  /** For connections that are open as for new ones. `refuse` and `reset` also end those that are open. */
  set(fault: Fault): Promise<void>;
  /** Ends every open connection, once. */
  cutAll(): void;
  stop(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1, on any port or on this one, that fails as it is told to. */
export async function startProxy(targetPort: number, ownPort = 0): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let fault: Fault = { kind: 'none' };
  // Half open, so that one side's end is passed on and not taken for the end of both.
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (fault.kind === 'reset') return void client.resetAndDestroy();
    const target = connect({ port: targetPort, host: loopback, allowHalfOpen: true });
    for (const [socket, other] of [[client, target] as const, [target, client] as const]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    void carry(client, target, 'to server', () => fault);
    void carry(target, client, 'to client', () => fault);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, loopback, resolve));
  const cutAll = () => sockets.forEach((socket) => socket.resetAndDestroy());
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      cutAll();
    });

  await listen(ownPort);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cutAll,
    async set(next) {
      fault = next;
      if (next.kind === 'refuse' && server.listening) await close();
      if (next.kind === 'reset') cutAll();
      if (next.kind !== 'refuse' && !server.listening) await listen(port);
    },
    stop: close,
  };
}

/** Long enough for a client to have dialled anew and looked. */
const lateSeconds = 1.5;

type Direction = 'to server' | 'to client';

/** Carries one direction of a connection, piece by piece: the next is not read before this one is away. */
async function carry(from: Socket, to: Socket, direction: Direction, faultNow: () => Fault): Promise<void> {
  let carried = 0;
  let wordsSaid = 0;
  try {
    // An iterator that closed the socket at its end would take the other direction with it.
    for await (const piece of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      const fault = faultNow();
      if (fault.kind === 'latency') await pause(fault.seconds * 1000);
      if (fault.kind === 'slow') await pause((piece.byteLength / fault.bytesPerSecond) * 1000);
      if (fault.kind === 'blackhole') continue;
      if (fault.kind === 'cut at' && direction === 'to server') {
        wordsSaid = saidNow(piece, fault.words, wordsSaid);
        if (wordsSaid === fault.words.length) return await sayLastWords(from, to, piece, fault.heard);
      }
      const isCut = fault.kind === 'cut' && fault.direction === direction && carried + piece.byteLength >= fault.afterBytes;
      const passed = isCut ? piece.subarray(0, Math.max(0, fault.afterBytes - carried)) : piece;
      carried += passed.byteLength;
      await write(to, passed);
      if (isCut) throw new Error('Cut as told.');
    }
    if (faultNow().kind !== 'blackhole') to.end();
  } catch {
    from.resetAndDestroy();
    to.resetAndDestroy();
  }
}

/** How many of the words have been said by now, one after the other. */
function saidNow(piece: Buffer, words: readonly string[], before: number): number {
  let said = before;
  for (let at = 0; said < words.length; said += 1) {
    const word = words[said] ?? '';
    const found = piece.indexOf(word, at);
    if (found < 0) break;
    at = found + word.length;
  }
  return said;
}

async function sayLastWords(from: Socket, to: Socket, words: Buffer, heard: 'never' | 'at once' | 'late'): Promise<void> {
  from.resetAndDestroy();
  if (heard === 'never') return void to.resetAndDestroy();
  if (heard === 'late') await pause(lateSeconds * 1000);
  to.end(words);
}

function write(to: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    // A socket that ends calls back too, with an error.
    to.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
