import { loopback } from '../processes/free-port.js';
import { startProxy, type Fault, type FaultProxy } from './fault-proxy.js';

/** One way in which the line between a service and something that it needs fails. */
export interface LinkFault {
  /** For a test's name: "a line that …". */
  readonly what: string;
  readonly fault: Fault;
  /** Everything still comes through, only later: nobody has to be refused. */
  readonly isGentle: boolean;
  /** How long it lasts at least. */
  readonly lastsSeconds: number;
}

const briefly = { isGentle: false, lastsSeconds: 3 };

/** All of them, for each line of each service. */
export const linkFaults: readonly LinkFault[] = [
  { what: 'refuses connections', fault: { kind: 'refuse' }, ...briefly },
  { what: 'resets connections', fault: { kind: 'reset' }, ...briefly },
  // As long as a switch takes to find another way, and as clients and load balancers are ready to wait.
  { what: 'swallows everything', fault: { kind: 'blackhole' }, isGentle: false, lastsSeconds: 30 },
  { what: 'is slow', fault: { kind: 'slow', bytesPerSecond: 20_000 }, isGentle: true, lastsSeconds: 3 },
  // In the middle of a request, and of a statement: its connection is made by then.
  { what: 'cuts requests off', fault: { kind: 'cut', direction: 'to server', afterBytes: 300 }, ...briefly },
  // In the middle of an answer: what was asked for has been done.
  { what: 'cuts answers off', fault: { kind: 'cut', direction: 'to client', afterBytes: 60 }, ...briefly },
];

/** A line to where this address leads, on this machine. */
export function startProxyTo(address: string): Promise<FaultProxy> {
  return startProxy(Number(new URL(address).port || 3306));
}

/** The same address by way of the line. */
export function through({ port }: FaultProxy, address: string): string {
  const url = new URL(address);
  [url.hostname, url.port] = [loopback, String(port)];
  return url.href;
}

/** Has the fault on the line while `work` goes on and for as long as it lasts, and takes it away whatever comes of it. */
export async function whileFailing<Result>(
  line: FaultProxy,
  { fault, lastsSeconds }: LinkFault,
  work: () => Promise<Result>,
): Promise<Result> {
  await line.set(fault);
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(() => over.resolve(), lastsSeconds * 1_000);
  try {
    const [result] = await Promise.all([work(), over.promise]);
    return result;
  } finally {
    clearTimeout(timer);
    await line.set({ kind: 'none' });
  }
}
