import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Puts a `node` into the folder that is this very Node.js but takes itself for another version, and for the file it is. */
export function fakeNode(folder: string, version: string): string {
  const path = join(folder, 'node');
  const mask = join(folder, 'mask.cjs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    mask,
    `const mine = { node: { ...process.versions, node: '${version}' }, version: 'v${version}', path: ${JSON.stringify(path)} };
    Object.defineProperty(process, 'versions', { value: mine.node });
    Object.defineProperty(process, 'version', { value: mine.version });
    Object.defineProperty(process, 'execPath', { value: mine.path });`,
  );
  const lines = [
    '#!/bin/sh',
    `case "\${1:-}" in -v | --version) echo v${version}; exit ;; esac`,
    `exec "${process.execPath}" --require "${mask}" "$@"`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return path;
}
