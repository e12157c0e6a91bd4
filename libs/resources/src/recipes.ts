import type { RecipeRef, VariantFormat } from '@pinhole/contracts';

/** One file of a size. `quality` means something else in each format: AVIF's 60 looks like JPEG's 75. */
export interface Encoding {
  readonly format: VariantFormat;
  readonly quality: number;
  /** libaom's effort, 0 to 9. sharp's default of 4 costs ten times the CPU for an eighth fewer bytes. */
  readonly effort?: number;
  /** Of a JPEG: an eighth fewer bytes for eight times the CPU. */
  readonly mozjpeg?: true;
}

export interface Rung {
  readonly width: number;
  readonly encodings: readonly Encoding[];
}

/** `standard` is made of every photo at once, `polish` later of those that are looked at often: the same scores in fewer bytes. */
export type RecipeName = 'standard' | 'polish';

/** The widths and formats that a photo is made in, and how each is encoded. Never changed: another one gets another version. */
export interface Recipe extends RecipeRef {
  readonly name: RecipeName;
  readonly rungs: readonly Rung[];
}

const avif = (quality: number, effort: number): Encoding => ({ format: 'avif', quality, effort });
const jpeg = (quality: number): Encoding => ({ format: 'jpeg', quality });
const mozjpeg = (quality: number): Encoding => ({ format: 'jpeg', quality, mozjpeg: true });

/**
 * Every recipe that photos were made by, since variants that were lost are made again by the one that made them. AVIF first:
 * fewer bytes and less CPU than WebP. docs/imaging.md has the table that these came out of.
 */
export const recipes: readonly Recipe[] = [
  {
    name: 'standard',
    version: 1,
    rungs: [
      { width: 320, encodings: [avif(60, 1), jpeg(75)] },
      { width: 640, encodings: [avif(60, 1), jpeg(75)] },
      { width: 1280, encodings: [avif(60, 0), jpeg(75)] },
      { width: 2560, encodings: [avif(60, 0), jpeg(75)] },
    ],
  },
  {
    name: 'standard',
    version: 2,
    rungs: [
      { width: 320, encodings: [avif(62, 1), jpeg(75)] },
      { width: 640, encodings: [avif(60, 2), jpeg(75)] },
      { width: 1280, encodings: [avif(60, 1), jpeg(75)] },
      { width: 2560, encodings: [avif(56, 0), jpeg(70)] },
    ],
  },
  {
    name: 'polish',
    version: 1,
    rungs: [
      { width: 320, encodings: [avif(60, 4), mozjpeg(78)] },
      { width: 640, encodings: [avif(59, 4), mozjpeg(78)] },
      { width: 1280, encodings: [avif(58, 4), mozjpeg(78)] },
      { width: 2560, encodings: [avif(54, 3), mozjpeg(73)] },
    ],
  },
];

/** The version that photos are made by now. */
export function newestRecipe(name: RecipeName): Recipe {
  const versions = recipes.filter((recipe) => recipe.name === name);
  return versions.reduce((newest, recipe) => (recipe.version > newest.version ? recipe : newest));
}

/** The one that is called so; undefined where we never had it. */
export function findRecipe({ name, version }: RecipeRef): Recipe | undefined {
  return recipes.find((recipe) => recipe.name === name && recipe.version === version);
}

/** How messages and cards call it. */
export function refOf({ name, version }: Recipe): RecipeRef {
  return { name, version };
}
