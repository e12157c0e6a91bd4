import { createServer, type AddressInfo } from 'node:net';

export const loopback = '127.0.0.1';

/** A port of 127.0.0.1 on which nothing listens at this moment. */
export async function freePort(): Promise<number> {
  return tryPort(0);
}

/** Says in one sentence that a port is taken, before a server says it in twenty lines. */
export async function checkPortIsFree(port: number): Promise<void> {
  await tryPort(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`Port ${port} of ${loopback} is in use by another program.`);
    throw error;
  });
}

function tryPort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, loopback, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
