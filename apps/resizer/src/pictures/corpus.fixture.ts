import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withGainMap } from '@pinhole/testing';
import { drawn } from './drawn.fixture.js';
import { heicFile } from '../heic/heic-file.fixture.js';
import { displayP3 } from '../colours/profiles.fixture.js';
import { cornered, noise, storedAs } from './pictures.fixture.js';

/** A file and what is known of it beforehand. */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
  /** How it looks upright, where it must come out as a photo. */
  readonly photo?: {
    readonly width: number;
    readonly height: number;
    readonly dhash?: string;
    readonly model?: string;
    /** It has colours that sRGB lacks. */
    readonly wide?: boolean;
    /** It has a gain map that can be kept. */
    readonly gain?: boolean;
    /** It was made for bright displays: how it looks on others is for us to say. */
    readonly bright?: boolean;
  };
  /** It must be refused. */
  readonly refused?: true;
  /** It must come out as a photo, however it looks. */
  readonly taken?: true;
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

const heic = (icc?: Buffer) =>
  heicFile({ width: 402, height: 204, sampleOf: (x, y) => [60 + (x >> 2), 90 + (y >> 2), 170], ...(icc ? { icc } : {}) });

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
    { name: format, bytes: () => drawn(401, 203).toFormat(format, quickly).toBuffer(), photo: { width: 401, height: 203 } },
    {
      name: `half a ${format}`,
      bytes: async () => (await noise(99, 99).toFormat(format, quickly).toBuffer()).subarray(0, 999),
      refused: true as const,
    },
  ]),
  ...[
    { name: 'Display P3', bytes: () => drawn().withIccProfile('p3').jpeg().toBuffer(), wide: true },
    {
      name: 'Display P3 as PNG of 16 bits',
      bytes: () => drawn().toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
      wide: true,
    },
    { name: 'sRGB by its profile', bytes: () => drawn().withIccProfile('srgb').jpeg().toBuffer() },
    { name: 'CMYK', bytes: () => drawn().withIccProfile('cmyk').jpeg().toBuffer() },
    {
      name: 'CMYK, orientation 6',
      bytes: () => drawn().rotate(270).withMetadata({ orientation: 6 }).withIccProfile('cmyk').jpeg().toBuffer(),
    },
    { name: 'CMYK without its profile', bytes: () => drawn().toColourspace('cmyk').jpeg().toBuffer() },
    { name: 'grey', bytes: () => drawn().toColourspace('b-w').jpeg().toBuffer() },
    { name: 'grey of 16 bits', bytes: () => drawn().toColourspace('grey16').png().toBuffer() },
    { name: '16 bits', bytes: () => drawn().toColourspace('rgb16').png().toBuffer() },
    { name: 'transparent', bytes: () => drawn().ensureAlpha(0.5).png().toBuffer() },
    { name: 'a gain map', bytes: async () => withGainMap(await drawn().jpeg().toBuffer(), 'android'), gain: true },
    {
      name: 'Apple’s gain map',
      bytes: async () => withGainMap(await drawn().withIccProfile('p3').jpeg().toBuffer(), 'apple'),
      wide: true,
      gain: true,
    },
  ].map(({ name, bytes, ...photo }) => ({ name, bytes, photo: { width: 400, height: 301, ...photo } })),
  { name: 'a panorama', bytes: () => drawn(9_000, 500).jpeg().toBuffer(), photo: { width: 9_000, height: 500 } },
  { name: 'a single pixel', bytes: () => drawn(1, 1).png().toBuffer(), photo: { width: 1, height: 1 } },
  { name: 'heic', bytes: () => Promise.resolve(heic()), photo: { width: 402, height: 204 } },
  { name: 'heic in Display P3', bytes: async () => heic(await displayP3()), photo: { width: 402, height: 204, wide: true } },
  { name: 'half a heic', bytes: () => Promise.resolve(heic().subarray(0, 999)), refused: true },
  { name: 'nothing', bytes: () => Promise.resolve(Buffer.alloc(0)), refused: true },
  { name: 'rubbish', bytes: () => noise(99, 99).raw().toBuffer(), refused: true },
];

function fromPhotos(folder: string): CorpusFile[] {
  return tableIn(join(folder, 'photos')).map(({ file = '', path, upright_width, upright_height, dhash_upright, model }) => ({
    name: `photos/${file}`,
    bytes: () => Promise.resolve(readFileSync(path)),
    photo: {
      ...{ width: Number(upright_width), height: Number(upright_height), dhash: dhash_upright, model },
      ...{ wide: /p3|adobergb|iphone-gainmap/.test(file), gain: /gainmap/.test(file), bright: /hdr-10bit/.test(file) },
    },
  }));
}

function fromHostile(folder: string): CorpusFile[] {
  return tableIn(join(folder, 'hostile')).map(({ file = '', path, expected }) => ({
    name: `hostile/${file}`,
    bytes: () => Promise.resolve(readFileSync(path)),
    ...(expected === 'reject' ? { refused: true as const } : {}),
    ...(expected?.startsWith('accept') ? { taken: true as const } : {}),
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
