import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePhoto } from '@pinhole/testing';

export interface TestPicture {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
  /** Upright, in pixels, where it is known beforehand. */
  readonly upright?: { width: number; height: number };
}

/** Pictures that we make ourselves: each format, each orientation, with and without what must not leak. */
export function madePictures(): TestPicture[] {
  const formats = (['jpeg', 'png', 'webp', 'avif', 'gif'] as const).map((format) => ({
    name: `made.${format}`,
    bytes: () => makePhoto({ width: 700, height: 500, format }),
    upright: { width: 700, height: 500 },
  }));
  const orientations = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => ({
    name: `made-orientation-${orientation}.jpg`,
    bytes: () => makePhoto({ width: 600, height: 400, orientation }),
    upright: orientation < 5 ? { width: 600, height: 400 } : { width: 400, height: 600 },
  }));
  return [...formats, ...orientations];
}

/** The pictures of a folder. Its MANIFEST.tsv, where there is one, says their upright sizes. */
export function picturesIn(folder: string): TestPicture[] {
  const manifest = readManifest(folder);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^MANIFEST|\.(tsv|jsonl|md|txt)$/i.test(entry.name))
    .map(({ name }) => {
      const [width, height] = [Number(manifest.get(name)?.['upright_width']), Number(manifest.get(name)?.['upright_height'])];
      return {
        name,
        bytes: () => Promise.resolve(readFileSync(join(folder, name))),
        ...(width > 0 && height > 0 ? { upright: { width, height } } : {}),
      };
    });
}

function readManifest(folder: string): Map<string, Record<string, string>> {
  const path = join(folder, 'MANIFEST.tsv');
  const lines = existing(path).split('\n').filter(Boolean);
  const [header = [], ...rows] = lines.map((line) => line.split('\t'));
  return new Map(rows.map((row) => [row[0] ?? '', Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']))]));
}

function existing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // A folder of somebody's own pictures needs no manifest.
  }
}
