import { Child, eventually, freePort } from '@pinhole/testing';

/** A newcomer's first start downloads a database, on any line. */
const readySecondsMax = 15 * 60;
const stopSecondsMax = 30;

/** `npm start` in a checkout, on a free port, until all of it is ready; `use` gets where it answers. It is ended whatever happens. */
export async function withNpmStart<Result>(
  folder: string,
  environment: NodeJS.ProcessEnv,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const typed = ['-c', 'cd "$0" && exec npm start', folder];
  const child = new Child('sh', typed, { environment: { ...environment, PINHOLE_PORT: String(port) } });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  try {
    const url = `http://127.0.0.1:${port}`;
    await eventually(
      async () => {
        if (child.ended === undefined) return (await fetch(`${url}/health/ready`)).ok;
        return true;
      },
      { withinSeconds: readySecondsMax },
    );
    if (child.ended !== undefined) throw new Error(`npm start ${child.ended}: ${child.lastLines.join('\n')}`);
    return await use(url);
  } finally {
    process.off('exit', end);
    await child.stop(stopSecondsMax);
  }
}
