import { randomUUID } from 'node:crypto';
import { Wait } from 'testcontainers';
import { LoopbackContainer } from './loopback-container.js';
import type { Started } from './started.js';

export const mysqlImage = 'mysql:8.4';
const port = 3306;
const startSecondsMax = 180;

/** MySQL as its makers ship it. What it keeps lies in memory: nothing of a test outlives it. */
export async function startMySql(): Promise<Started> {
  const password = randomUUID();
  const ping = `mysqladmin ping --host=127.0.0.1 --user=root --password=${password}`;
  const container = await new LoopbackContainer(mysqlImage)
    .withEnvironment({ MYSQL_ROOT_PASSWORD: password })
    .withTmpFs({ '/var/lib/mysql': 'rw' })
    .withExposedPorts(port)
    // While it initialises it answers its socket, and over TCP nobody.
    .withWaitStrategy(Wait.forSuccessfulCommand(ping))
    .withStartupTimeout(startSecondsMax * 1000)
    .start();
  const url = `mysql://root:${password}@127.0.0.1:${container.getMappedPort(port)}/`;
  return { url, stop: async () => void (await container.stop()) };
}
