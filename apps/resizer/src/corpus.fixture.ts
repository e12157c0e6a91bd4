import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { heicFile } from './heic-file.fixture.js';
import { cornered, noise, storedAs } from './pictures.fixture.js';

/** A file and what is known of it beforehand. */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
  /** How it looks upright, where it must come out as a photo. */
  readonly photo?: { readonly width: number; readonly height: number; readonly dhash?: string; readonly model?: string };
  /** It must be refused. */
  readonly refused?: true;
}

/**
 * The pictures to try: those of a folder, with what its photos/MANIFEST.tsv and hostile/MANIFEST.tsv say of them where it has
 * those, or else some of our own.
 */
export function corpusIn(folder: string | undefined): CorpusFile[] {
  if (!folder) return ourOwn;
  const manifests = [fromPhotos, fromHostile].flatMap((read) => read(folder));
  return manifests.length > 0 ? manifests : filesBelow(folder);
}

/** A word that only AVIF's encoder heeds as we mean it, and it needs it most. */
const quickly = { effort: 1 };

const heic = () => heicFile({ width: 402, height: 204, sampleOf: (x, y) => [(x * y) & 255, x & 255, y & 255] });

const ourOwn: CorpusFile[] = [
  ...Object.keys(storedAs).map((orientation) => ({
    name: `orientation ${orientation}`,
    bytes: () =>
      cornered(300, 200)
        .withMetadata({ orientation: Number(orientation) })
        .jpeg()
        .toBuffer(),
    photo: Number(orientation) < 5 ? { width: 300, height: 200 } : { width: 200, height: 300 },
  })),
  ...(['jpeg', 'png', 'webp', 'avif', 'gif'] as const).flatMap((format) => [
    { name: format, bytes: () => noise(401, 203).toFormat(format, quickly).toBuffer(), photo: { width: 401, height: 203 } },
    {
      name: `half a ${format}`,
      bytes: async () => (await noise(99, 99).toFormat(format, quickly).toBuffer()).subarray(0, 999),
      refused: true as const,
    },
  ]),
  { name: 'heic', bytes: () => Promise.resolve(heic()), photo: { width: 402, height: 204 } },
  { name: 'half a heic', bytes: () => Promise.resolve(heic().subarray(0, 999)), refused: true },
  { name: 'nothing', bytes: () => Promise.resolve(Buffer.alloc(0)), refused: true },
  { name: 'rubbish', bytes: () => noise(99, 99).raw().toBuffer(), refused: true },
];

function fromPhotos(folder: string): CorpusFile[] {
  return tableIn(join(folder, 'photos')).map(({ file = '', path, upright_width, upright_height, dhash_upright, model }) => ({
    name: `photos/${file}`,
    bytes: () => Promise.resolve(readFileSync(path)),
    photo: { width: Number(upright_width), height: Number(upright_height), dhash: dhash_upright, model },
  }));
}

function fromHostile(folder: string): CorpusFile[] {
  return tableIn(join(folder, 'hostile')).map(({ file = '', path, expected }) => ({
    name: `hostile/${file}`,
    bytes: () => Promise.resolve(readFileSync(path)),
    ...(expected === 'reject' ? { refused: true as const } : {}),
  }));
}

function tableIn(folder: string): (Partial<Record<string, string>> & { path: string })[] {
  const manifest = join(folder, 'MANIFEST.tsv');
  if (!existsSync(manifest)) return [];
  const [heads = [], ...rows] = readFileSync(manifest, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((row) => ({
    ...Object.fromEntries(heads.map((head, at) => [head, row[at]])),
    path: join(folder, row[0] ?? ''),
  }));
}

function filesBelow(folder: string): CorpusFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path), bytes: () => Promise.resolve(readFileSync(path)) }));
}
