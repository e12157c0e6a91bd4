import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout } from './checkout.ts';
import { commandBlocks, documents, isOfCheckout, stackCommands } from './documented-commands.ts';
import { type Manifest, readJson } from './projects.ts';

const every = documents(checkout);
const textOf = (path: string) => readFileSync(join(checkout, path), 'utf8');
const { scripts = {} } = readJson<Manifest>(join(checkout, 'package.json'));

/** What stands in sources that match, by an expression with one group. */
function inSources(globs: string[], expression: RegExp): string[] {
  const files = globSync(globs, { cwd: checkout }).filter((file) => !/\.test\.ts$|\/dist\//.test(file));
  return [...new Set(files.flatMap((file) => [...textOf(file).matchAll(expression)].map(([, found]) => found!)))];
}

describe.each(every)('%s', (document) => {
  it('links to nothing that is not there', () => {
    const links = [...textOf(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(join(checkout, dirname(document), path)))).toEqual([]);
  });

  it('names only npm scripts that are there', () => {
    const named = [...textOf(document).matchAll(/\bnpm (?:run ([\w:]+\w)|(start|test)\b)/gm)].map(([, run, own]) => run ?? own!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('prints no npm command that a whole run does not run', () => {
    const run = [...textOf('.ci/run').matchAll(/^ *step (npm [\w: -]*\w)/gm)].map(([, command]) => command!);
    const fenced = commandBlocks(checkout, document).flatMap(({ commands }) => commands);
    const inline = [...textOf(document).matchAll(/`([^`\n]+)`/g)].map(([, command]) => command!);
    const printed = [...fenced, ...inline]
      .flatMap((command) => command.split(' && '))
      .filter((command) => command.startsWith('npm '));
    expect(printed.filter((command) => ![...run, ...stackCommands].includes(command))).toEqual([]);
  });
});

describe('the documents', () => {
  it('show commands for a running stack and commands of the checkout apart', () => {
    const mixed = every.flatMap((document) =>
      commandBlocks(checkout, document)
        .filter(({ commands }) => new Set(commands.map(isOfCheckout)).size > 1)
        .map(({ line }) => `${document}:${line}`),
    );
    expect(mixed).toEqual([]);
  });

  it('tell clients every code that they may be answered with', () => {
    const codes = inSources(
      ['apps/{upload-api,gallery-api}/src/**/*.ts', 'libs/service-kit/src/*.ts'],
      /^ {2}readonly code = '(\w+)'/gm,
    );
    const rejections = inSources(['apps/resizer/src/rejections.ts'], /^ {4}code: '(\w+)'/gm);
    const told = textOf('docs/front-end.md') + textOf('docs/upload-client.md');

    expect(codes.length).toBeGreaterThan(10);
    expect(rejections.length).toBeGreaterThan(5);
    expect([...codes, ...rejections].filter((code) => !told.includes(`\`${code}\``))).toEqual([]);
  });

  it('tell operators every event that means trouble', () => {
    const sources = ['apps/*/src/**/*.ts', 'libs/{messaging,object-store,service-kit}/src/**/*.ts', 'tools/local/src/**/*.ts'];
    const events = inSources(sources, /(?:\.(?:warn|error)\(|\.tell\('(?:warn|error)', )'([\w.]+\.\w+)'/g);

    expect(events.length).toBeGreaterThan(15);
    expect(events.filter((name) => !textOf('docs/operator.md').includes(`\`${name}\``))).toEqual([]);
  });

  it('tell operators every setting', () => {
    const settings = inSources(
      ['apps/*/src/config.ts', 'libs/service-kit/src/*-settings.ts', 'tools/local/src/config.ts'],
      /^ {2}([A-Z][A-Z0-9_]+): z/gm,
    );

    expect(settings.length).toBeGreaterThan(15);
    expect(settings.filter((name) => !textOf('docs/operator.md').includes(`\`${name}\``))).toEqual([]);
  });
});
