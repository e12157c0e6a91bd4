import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const sources = ['{apps,libs,tools}/*/src/**/*.ts', 'deploy/src/**/*.ts', 'tools/repo/*.ts'];
const tests = '**/*.test.ts';

/** A file with a suffix (photos.controller.ts) is an edge, and main.ts wires; a file without one is ours. */
const edges = ['**/*.*.ts', '**/main.ts'];

const environment = 'Read the environment in main.ts only, through one schema, so that all faults are told at once.';
const processModule = { regex: '^(node:)?process$', message: environment };
const nest = {
  regex: '^@nestjs/',
  allowImportNames: ['Injectable'],
  message: 'Nest stays at the edges: a file without a suffix knows Injectable and no more.',
};
const typeorm = {
  regex: '^typeorm(/|$)',
  allowImportNames: ['DataSource', 'EntityManager'],
  message: 'Columns and migrations stay at the edges: a file without a suffix knows DataSource and EntityManager.',
};
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const namedExports = ['ExportDefaultDeclaration', 'ExportSpecifier[exported.name="default"]'].map((selector) => ({
  selector,
  message: 'Named exports only: a thing has one name, wherever it is used.',
}));
const globalProcess = {
  selector: 'MemberExpression[object.property.name="process"][property.name="env"]',
  message: environment,
};
const unrunTests = [
  'CallExpression[callee.property.name=/^(only|skip|todo|failing)$/][callee.object.name=/^(describe|it|test)$/]',
  'CallExpression[callee.object.property.name=/^(only|skip|failing)$/][callee.property.name="each"]',
  'CallExpression[callee.name=/^([fx](describe|it|test))$/]',
].map((selector) => ({ selector, message: 'Every test runs, always. What cannot hold here is asserted as a gap.' }));

export default defineConfig(
  { ignores: ['**/dist/**', '**/.report/**', '**/public/**', '.local/**', '.nx/**', '*.mjs'] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['tools/local/*.ts', 'tools/cli/*.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...namedExports],
    },
  },
  {
    files: sources,
    ignores: ['**/main.ts', '**/*.main.ts', tests],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environment }],
      'no-restricted-syntax': ['error', ...namedExports, globalProcess],
      ...imports(processModule),
    },
  },
  { files: ['libs/*/src/**/*.ts'], ignores: edges, rules: imports(processModule, nest) },
  { files: ['apps/*/src/**/*.ts'], ignores: edges, rules: imports(processModule, nest, typeorm) },
  // What measures prints what it measured.
  { files: ['bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: [tests],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      // A stand-in is async because what it stands for is.
      '@typescript-eslint/require-await': 'off',
      // A describe block is a function too; a file of tests is measured by its lines.
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...namedExports, ...unrunTests],
    },
  },
);
