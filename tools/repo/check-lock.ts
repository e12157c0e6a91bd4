/**
 * Shows that everybody can install from package-lock.json: npm run check:lock. It takes a clean `npm ci` in a copy, and dry
 * runs for the platforms that this machine is not. Needs the registry, so it is no part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './checkout.ts';
import { lockFaults, readLockFile } from './lock-file.ts';
import { projectsOf } from './projects.ts';

const needed = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  ...projectsOf(checkout).map(({ folder }) => `${folder}/package.json`),
];

const installs = [
  { name: 'a clean npm ci', options: ['--ignore-scripts'] },
  { name: 'linux-arm64', options: ['--dry-run', '--os=linux', '--cpu=arm64'] },
  { name: 'darwin-x64', options: ['--dry-run', '--os=darwin', '--cpu=x64'] },
  { name: 'darwin-arm64', options: ['--dry-run', '--os=darwin', '--cpu=arm64'] },
];

process.exit(checkLock() ? 0 : 1);

function checkLock(): boolean {
  const faults = lockFaults(readLockFile(join(checkout, 'package-lock.json')));
  for (const fault of faults) say(`package-lock.json: ${fault}`);
  const copy = mkdtempSync(join(tmpdir(), 'pinhole-lock-'));
  try {
    for (const file of needed) cpSync(join(checkout, file), join(copy, file));
    const failed = installs.filter(({ name, options }) => !canInstall(name, options, copy));
    return faults.length === 0 && failed.length === 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function canInstall(name: string, options: string[], folder: string): boolean {
  const npm = spawnSync('npm', ['ci', ...options], { cwd: folder, encoding: 'utf8' });
  say(`${name}: ${npm.status === 0 ? 'installs' : `does not install\n${npm.stderr}`}`);
  return npm.status === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
