import { Server } from 'node:net';
import { loopback } from '../processes/free-port.js';

interface Place {
  port?: number | string;
  host?: string;
}

/**
 * Whatever listens on a port in this process from now on listens on 127.0.0.1, whatever it asks for. The emulator asks for every
 * address of the machine, and has no authentication: whoever is on the network could write files here.
 */
export function listenOnLoopback(): void {
  const listen = Reflect.get(Server.prototype, 'listen') as (...args: unknown[]) => Server;
  Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
    return listen.apply(this, onLoopback(args));
  };
}

/** The arguments of `listen`, in every form that names a port: `(options, …)` and `(port, host?, backlog?, callback?)`. */
export function onLoopback([first, ...rest]: unknown[]): unknown[] {
  if (isPort(first))
    return [{ port: Number(first), host: loopback }, ...rest.filter((argument) => typeof argument === 'function')];
  if (typeof first === 'object' && first !== null && isPort((first as Place).port))
    return [{ ...first, host: loopback }, ...rest];
  // No port at all means any port, of every address; a path or a handle is no address of the network.
  if (first === undefined || first === null || typeof first === 'function') {
    return [{ port: 0, host: loopback }, ...[first, ...rest].filter((argument) => typeof argument === 'function')];
  }
  return [first, ...rest];
}

function isPort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
}
