import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const compiled = join(import.meta.dirname, '..');

/** Every file of ours that a compiled one leads to, and every package: what is left of imports when types are gone. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  reached.add(relative(compiled, file));
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    if (!name.startsWith('.')) reached.add(name);
    else if (!reached.has(relative(compiled, join(dirname(file), name)))) reachedFrom(join(dirname(file), name), reached);
  }
  return reached;
}

describe('the process that has the credentials', () => {
  it('has no decoder: from the service’s start no import leads to one', () => {
    const reached = [...reachedFrom(join(compiled, 'main.js'))];
    expect(reached).toEqual(
      expect.arrayContaining(['children/picture-child.js', 'header/judge-header.js', '@pinhole/object-store']),
    );
    expect(reached.filter((name) => /sharp|make-variants|picture-child\.main/.test(name))).toEqual([]);
  });

  it('is not the one that decodes: from a child’s start one does', () => {
    const reached = [...reachedFrom(join(compiled, 'children/picture-child.main.js'))];
    expect(reached).toEqual(expect.arrayContaining(['sharp', 'pictures/make-variants.js']));
    expect(reached.filter((name) => /aws|nestjs|object-store|messaging|service-kit(?!\/let-go)/.test(name))).toEqual([]);
  });
});
