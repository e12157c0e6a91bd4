import { readFile } from 'node:fs/promises';
import { eventually } from '../eventually.js';
import { commandLineOf } from '../processes/command-line-of.js';
import { isAlive } from '../processes/is-alive.js';

/** As long as a server may take to write down what it has in memory. */
const endSecondsMax = 30;

/**
 * Ends the server that an earlier run left on this data folder, which is killed with all its guards or still on its way out. By the
 * number alone it could be anybody, so the folder must stand in its command line.
 */
export async function endOrphan(pidFile: string, dataFolder: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!pid || !isAlive(pid)) return;
  const commandLine = await commandLineOf(pid).catch(() => '');
  if (!commandLine.includes(`--datadir=${dataFolder}`)) return;
  process.kill(pid, 'SIGTERM');
  await eventually(() => !isAlive(pid), { withinSeconds: endSecondsMax });
}
