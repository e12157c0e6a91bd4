import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LocalStack, ProcessName } from '@pinhole/local';
import { commandLineOf, eventually } from '@pinhole/testing';

/** In which a stack that lost a process answers everything again. */
export const recoverySecondsMax = 60;

/** kill -9. Where the database is a container, it is the server in it that dies, and the docker program with it. */
export async function killNow(stack: LocalStack, name: ProcessName): Promise<{ pid: number; name: ProcessName }> {
  const pid = stack.pidOf(name);
  const [program, ...parameters] = (await commandLineOf(pid)).split(' ');
  const container = program?.endsWith('docker') && parameters[parameters.indexOf('--name') + 1];
  if (container) await promisify(execFile)('docker', ['kill', '--signal', 'KILL', container]);
  else process.kill(pid, 'SIGKILL');
  return { pid, name };
}

/** Waits until another process has its name and the whole stack says that it is ready. */
export async function recovered(stack: LocalStack, { pid, name }: { pid: number; name: ProcessName }): Promise<void> {
  await eventually(
    async () => {
      if (stack.pidOf(name) === pid) throw new Error(`${name} was not started again.`);
      const health = await fetch(`${stack.url}/health/ready`);
      if (health.status !== 200) throw new Error(`${name} was killed, and the stack says ${await health.text()}`);
      return true;
    },
    { withinSeconds: recoverySecondsMax, everySeconds: 0.1 },
  );
}
