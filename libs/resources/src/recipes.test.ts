import { describe, expect, it } from '@jest/globals';
import { firstRecipe, recipeRef } from '@pinhole/contracts';
import { findRecipe, newestRecipe, recipes, refOf } from './index.js';

const named = recipes.map((recipe) => ({ ...recipe, called: `${recipe.name} ${recipe.version}` }));

describe('the recipes', () => {
  it.each(named)('go up by width, each width once: $called', ({ rungs }) => {
    const widths = rungs.map(({ width }) => width);
    expect(widths).toEqual([...new Set(widths)].toSorted((a, b) => a - b));
    expect(widths.length).toBeGreaterThan(0);
  });

  it.each(named)('write each size as a JPEG, which everybody can see, and once in a format: $called', ({ rungs }) => {
    for (const { encodings } of rungs) {
      const formats = encodings.map(({ format }) => format);
      expect(formats).toContain('jpeg');
      expect(new Set(formats).size).toBe(formats.length);
    }
  });

  it.each(named)('ask of an encoder what it understands: $called', ({ rungs }) => {
    for (const { format, quality, effort, mozjpeg } of rungs.flatMap(({ encodings }) => encodings)) {
      expect(quality).toBeGreaterThanOrEqual(1);
      expect(quality).toBeLessThanOrEqual(100);
      expect([undefined, ...Array(10).keys()]).toContain(effort);
      expect(format === 'jpeg' ? effort : mozjpeg).toBeUndefined();
    }
  });

  it('have names and versions that messages can carry, each once', () => {
    for (const recipe of recipes) expect(recipeRef.parse(refOf(recipe))).toEqual(refOf(recipe));
    expect(new Set(named.map(({ called }) => called)).size).toBe(recipes.length);
  });

  it('come in versions that are counted from 1, without a gap: what was made by any of them can be made again', () => {
    for (const name of ['standard', 'polish'] as const) {
      const versions = recipes.filter((recipe) => recipe.name === name).map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
      expect(newestRecipe(name)).toMatchObject({ name, version: versions.length });
    }
  });

  it('know what was made before they had names', () => {
    expect(findRecipe(firstRecipe)?.rungs.map(({ width }) => width)).toEqual([320, 640, 1280, 2560]);
    expect(findRecipe({ name: 'standard', version: 1_000 })).toBeUndefined();
  });

  it('never change once photos were made by them', () => {
    const written = (name: string, version: number) =>
      findRecipe({ name, version })!.rungs.map(({ width, encodings }) => [
        width,
        ...encodings.map(({ format, quality, effort }) => [format, quality, effort ?? '-'].join(' ')),
      ]);
    expect(written('standard', 1)).toEqual([
      [320, 'avif 60 1', 'jpeg 75 -'],
      [640, 'avif 60 1', 'jpeg 75 -'],
      [1280, 'avif 60 0', 'jpeg 75 -'],
      [2560, 'avif 60 0', 'jpeg 75 -'],
    ]);
  });

  it('polish in the sizes of the standard, so that nothing moves on a page', () => {
    const widths = (name: 'standard' | 'polish') => newestRecipe(name).rungs.map(({ width }) => width);
    expect(widths('polish')).toEqual(widths('standard'));
  });
});
