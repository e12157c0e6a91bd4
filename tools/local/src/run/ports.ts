import { createServer } from 'node:net';
import { StartProblem } from './start-problem.js';

/**
 * Below what systems hand out by themselves (from 32768 or 49152 on): a port of ours stays free while its process is being
 * restarted.
 */
const ours = { first: 20_000, last: 32_000 } as const;
const triesMax = 200;

type Trial = 'free' | 'in use' | 'forbidden';

/** A port on which nobody listens, different each time so that stacks started together do not meet. */
export async function freePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let tries = 0; tries < triesMax; tries++) {
    const port = ours.first + Math.floor(Math.random() * (ours.last - ours.first));
    if (!taken.has(port) && (await tryPort(port)) === 'free') return port;
  }
  throw new StartProblem(
    `No free port was found between ${ours.first} and ${ours.last}: stop some of the programs that listen there.`,
  );
}

/** As many different free ports as there are names. */
export async function freePorts<Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
  const ports = new Map<Name, number>();
  for (const name of names) ports.set(name, await freePort(new Set(ports.values())));
  return Object.fromEntries(ports) as Record<Name, number>;
}

export async function assertPortFree(port: number): Promise<void> {
  const other = `choose another one: PINHOLE_PORT=${port === 8081 ? 8082 : 8081} npm start`;
  const trial = await tryPort(port);
  switch (trial) {
    case 'free':
      return;
    case 'in use':
      throw new StartProblem(`Port ${port} is in use by another program: stop that program, or ${other}`);
    case 'forbidden':
      throw new StartProblem(`Port ${port} may not be used by this account: ${other}`);
    default:
      trial satisfies never;
  }
}

function tryPort(port: number): Promise<Trial> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('in use');
      else if (error.code === 'EACCES') resolve('forbidden');
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve('free')));
  });
}
