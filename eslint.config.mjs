import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const files = (group) => [`libs/*/src/**/${group}.ts`, `apps/*/src/**/${group}.ts`];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.report/**',
      '**/public/**',
      '.local/**',
      '.nx/**',
      'eslint.config.mjs',
      'dependency-cruiser.config.mjs',
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
    },
  },
  {
    // A limit and a port come in through one schema per service; whoever reads the environment elsewhere hides one.
    files: [...files('*'), 'tools/*/src/**/*.ts'],
    ignores: ['**/main.ts', '**/*.main.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in main.ts only, through the service’s schema.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'libs/testing/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
);
