import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { ScratchWorkspace } from './scratch-workspace.ts';

interface Case {
  name: string;
  path: string;
  text: string;
  rule: string;
}

const readsEnvironment = 'export const port = process.env.PORT;';
const longFile = 'export const line = 1;\n' + '//\n'.repeat(200);
const longFunction = `export function long(): number[] {\n${'  const numbers = [];\n'.repeat(1)}${'  numbers.push(1);\n'.repeat(40)}  return numbers;\n}`;

const refused: Case[] = [
  {
    name: 'the environment read in the middle of an app',
    path: 'apps/shop/src/accept.ts',
    text: readsEnvironment,
    rule: 'no-restricted-properties',
  },
  {
    name: 'the environment read in a library',
    path: 'libs/kit/src/kit.module.ts',
    text: readsEnvironment,
    rule: 'no-restricted-properties',
  },
  {
    name: 'the environment read in a tool',
    path: 'tools/local/src/start.ts',
    text: readsEnvironment,
    rule: 'no-restricted-properties',
  },
  {
    name: 'the environment taken apart',
    path: 'apps/shop/src/taken.ts',
    text: 'export const { env } = process;',
    rule: 'no-restricted-properties',
  },
  {
    name: 'the environment by way of globalThis',
    path: 'apps/shop/src/global.ts',
    text: 'export const port = globalThis.process.env.PORT;',
    rule: 'no-restricted-syntax',
  },
  {
    name: 'the environment imported',
    path: 'apps/shop/src/imported.ts',
    text: "import { env } from 'node:process';\nexport const port = env.PORT;",
    rule: 'no-restricted-imports',
  },
  {
    name: 'Nest in a file without a suffix',
    path: 'apps/shop/src/nest.ts',
    text: "import { Controller } from '@nestjs/common';\nexport const used = Controller;",
    rule: 'no-restricted-imports',
  },
  {
    name: 'all of Nest in a file without a suffix',
    path: 'apps/shop/src/all.ts',
    text: "import * as nest from '@nestjs/common';\nexport const used = nest;",
    rule: 'no-restricted-imports',
  },
  {
    name: 'a type of Nest in a file without a suffix',
    path: 'apps/shop/src/type.ts',
    text: "import type { DynamicModule } from '@nestjs/common';\nexport type Used = DynamicModule;",
    rule: 'no-restricted-imports',
  },
  {
    name: 'Nest in a library’s file without a suffix',
    path: 'libs/kit/src/nest.ts',
    text: "import { Module } from '@nestjs/common';\nexport const used = Module;",
    rule: 'no-restricted-imports',
  },
  {
    name: 'Nest handed on by a file without a suffix',
    path: 'apps/shop/src/handed-on.ts',
    text: "export { Module } from '@nestjs/common';",
    rule: 'no-restricted-imports',
  },
  {
    name: 'columns in a file without a suffix',
    path: 'apps/shop/src/row.ts',
    text: "import { Column } from 'typeorm';\nexport const used = Column;",
    rule: 'no-restricted-imports',
  },
  { name: 'a default export', path: 'libs/kit/src/default.ts', text: 'export default 1;', rule: 'no-restricted-syntax' },
  {
    name: 'a default export under another name',
    path: 'libs/kit/src/renamed.ts',
    text: 'const one = 1;\nexport { one as default };',
    rule: 'no-restricted-syntax',
  },
  { name: 'a file of more than 200 lines', path: 'apps/shop/src/long.ts', text: longFile, rule: 'max-lines' },
  {
    name: 'a function of more than 40 lines',
    path: 'apps/shop/src/function.ts',
    text: longFunction,
    rule: 'max-lines-per-function',
  },
  {
    name: 'a promise nobody waits for',
    path: 'apps/shop/src/floating.ts',
    text: 'export function go(): void {\n  Promise.resolve(1);\n}',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    name: 'a type imported as a value',
    path: 'apps/shop/src/value.ts',
    text: "import { Stub } from './index.js';\nexport type Used = Stub;",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    name: 'a switch that forgets a case',
    path: 'apps/shop/src/switch.ts',
    text: "export function go(way: 'in' | 'out'): void {\n  switch (way) {\n    case 'in':\n      break;\n  }\n}",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    name: 'a note to oneself',
    path: 'apps/shop/src/note.ts',
    text: '// TODO later\nexport const one = 1;',
    rule: 'no-warning-comments',
  },
  {
    name: 'a test that is left out',
    path: 'apps/shop/src/left-out.test.ts',
    text: "import { it } from '@jest/globals';\nit.skip('holds', () => {});",
    rule: 'no-restricted-syntax',
  },
  {
    name: 'a test that leaves the others out',
    path: 'apps/shop/src/alone.test.ts',
    text: "import { it } from '@jest/globals';\nit.only('holds', () => {});",
    rule: 'no-restricted-syntax',
  },
  {
    name: 'a table of tests that leaves the others out',
    path: 'apps/shop/src/table.test.ts',
    text: "import { it } from '@jest/globals';\nit.only.each([1])('holds', () => {});",
    rule: 'no-restricted-syntax',
  },
];

const allowed = [
  { name: 'the environment in main.ts', path: 'apps/shop/src/main.ts', text: readsEnvironment },
  { name: 'the environment in a main of another name', path: 'apps/shop/src/migrate.main.ts', text: readsEnvironment },
  {
    name: 'Injectable in an act',
    path: 'apps/shop/src/act.ts',
    text: "import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class Act {}",
  },
  {
    name: 'Nest in a controller',
    path: 'apps/shop/src/photos.controller.ts',
    text: "import { Controller } from '@nestjs/common';\n@Controller()\nexport class Photos {}",
  },
  {
    name: 'a transaction in an act',
    path: 'apps/shop/src/transaction.ts',
    text: "import type { DataSource, EntityManager } from 'typeorm';\nexport type Used = DataSource | EntityManager;",
  },
];

let workspace: ScratchWorkspace;
let found: Map<string, string[]>;

beforeAll(() => {
  workspace = new ScratchWorkspace('lint');
  workspace.copy('eslint.config.mjs', 'tsconfig.base.json');
  for (const project of ['apps/shop', 'libs/kit', 'tools/local']) workspace.addProject(project);
  for (const { path, text } of [...refused, ...allowed]) workspace.write(path, text + '\n');
  const eslint = spawnSync('eslint', ['.', '--format', 'json'], { cwd: workspace.root, encoding: 'utf8' });
  const files = JSON.parse(eslint.stdout) as { filePath: string; messages: { ruleId: string; severity: number }[] }[];
  found = new Map(
    files.map(({ filePath, messages }) => [filePath.slice(workspace.root.length + 1), messages.map((it) => it.ruleId)]),
  );
}, 120_000);

afterAll(() => workspace.remove());

describe('the lint rules', () => {
  it.each(refused)('refuse $name', ({ path, rule }) => {
    expect(found.get(path)).toContain(rule);
  });

  it.each(allowed)('allow $name', ({ path }) => {
    expect(found.get(path)).toEqual([]);
  });
});
