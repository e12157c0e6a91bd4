import { readFileSync } from 'node:fs';
import { leastVersions, unwanted } from './advisories.ts';

export interface LockFile {
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  version?: string;
  link?: boolean;
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  optional?: boolean;
  engines?: { node?: string };
}

/** The oldest Node.js that npm may run under and still install everything: Debian 12's. */
const oldestNodeMajor = 18;

export function readLockFile(path: string): LockFile {
  return JSON.parse(readFileSync(path, 'utf8')) as LockFile;
}

/** All that is wrong with the lock file and can be seen without a network. */
export function lockFaults(lock: LockFile): string[] {
  return [...namedHosts(lock), ...unproven(lock), ...missing(lock), ...leftOut(lock), ...knownHoles(lock)];
}

/** Everybody installs from the registry that they have set up. */
function namedHosts({ packages }: LockFile): string[] {
  const named = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && !link);
  return named.map(([path, { resolved }]) => `${path} names a host: ${resolved}`);
}

function unproven({ packages }: LockFile): string[] {
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  return installed.filter(([, { integrity }]) => !integrity).map(([path]) => `${path} has no integrity`);
}

/** npm leaves out what the registry had not at the time, platform packages above all; `npm ci` then fails on those platforms. */
function missing({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${path || 'package.json'} needs ${name}`),
  );
}

/**
 * npm leaves out, without a word, an optional package whose `engines` do not admit the Node.js that npm itself runs under. Which
 * Node.js runs the package is another matter (tools/run), so the lock file's copy of those `engines` is taken away.
 */
function leftOut({ packages }: LockFile): string[] {
  const ofOurPlatforms = Object.entries(packages).filter(([path]) => /\b(linux|darwin)-(x64|arm64)(-gnu|-glibc)?$/.test(path));
  return ofOurPlatforms
    .filter(([, { optional, engines }]) => optional && leastMajor(engines?.node) > oldestNodeMajor)
    .map(([path]) => `${path} is left out by npm under Node.js ${oldestNodeMajor}: remove its "engines" here`);
}

function leastMajor(range = '0'): number {
  return Math.min(...range.split('||').map((part) => Number(/\d+/.exec(part)?.[0] ?? 0)));
}

/** Where Node.js looks for what a package imports: in the package, then in every folder above. */
function foldersAbove(path: string): string[] {
  if (path === '') return [''];
  return [`${path}/`, ...foldersAbove(path.slice(0, Math.max(0, path.lastIndexOf('/'))))];
}

function knownHoles({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, { version = '0', link }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const least = leastVersions[name];
    if (link || !path.includes('node_modules/')) return [];
    if (unwanted.includes(name)) return [`${path} is unwanted`];
    return least && isOlder(version, least.version)
      ? [`${path} ${version} is older than ${least.version}: ${least.because}`]
      : [];
  });
}

function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}
