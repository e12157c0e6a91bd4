import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import sharp from 'sharp';

/** What lies outside: where somebody listens, a picture in a file, and a folder that anybody may write to. */
export interface Ways {
  readonly port: number;
  readonly picture: string;
  readonly folder: string;
}

const written = (folder: string, name: string) => `${folder}/${name}`;

/** What somebody finds who is in there. */
export interface Found {
  /** How each way went: null where it was open, else what stood in it. */
  readonly tried: Readonly<Record<string, string | null>>;
  readonly environment: readonly string[];
}

/** Every way out that code in a child could try. Each comes back when it was gone. */
const ways: Record<string, (ways: Ways) => unknown> = {
  'a connection': ({ port }) => once(connect({ port, host: '127.0.0.1' }), 'connect'),
  'a request': ({ port }) => fetch(`http://127.0.0.1:${port}`),
  'a read by JavaScript': ({ picture }) => readFileSync(picture),
  'a read of its own code': () => readFileSync(import.meta.filename),
  'a read by sharp': ({ picture }) => sharp(picture).metadata(),
  'a write by JavaScript': ({ folder }) => writeFileSync(written(folder, 'javascript'), 'out'),
  'a write by sharp': ({ folder }) => grey().toFile(written(folder, 'sharp.png')),
  'a process': ({ folder }) => {
    const { error } = spawnSync('/bin/sh', ['-c', `echo out > ${written(folder, 'process')}`]);
    if (error) throw error;
  },
};

const grey = () => sharp({ create: { width: 9, height: 9, channels: 3, background: '#888' } });

export const waysOut = Object.keys(ways);

/** By JavaScript alone, which Node’s permissions bind on every system. */
export const waysOfJavaScript = ['a read by JavaScript', 'a write by JavaScript', 'a process'];

export async function escape(given: Ways): Promise<Found['tried']> {
  // As if a hole in the list of loaders had been found.
  sharp.unblock({ operation: ['VipsForeignLoad'] });
  const tried: Record<string, string | null> = {};
  for (const [name, way] of Object.entries(ways))
    try {
      await way(given);
      tried[name] = null;
    } catch (error) {
      tried[name] = `${(error as NodeJS.ErrnoException).code} ${(error as Error).message}`;
    }
  return tried;
}
