import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundProgram } from './found-program.js';

let machine: string;
beforeEach(async () => (machine = await mkdtemp(join(tmpdir(), 'pinhole-test-'))));
afterEach(() => rm(machine, { recursive: true, force: true }));

/** A stand-in that says its version, and else does as it is told. */
function plant(folder: string, name: string, version: string, script: string): string {
  mkdirSync(join(machine, folder), { recursive: true });
  const path = join(machine, folder, name);
  writeFileSync(path, `#!/bin/sh\ncase "$*" in *--version*) echo "${version}"; exit;; esac\n${script}\n`, { mode: 0o755 });
  return path;
}

/** What the way says when it starts in a folder of its own. */
async function whatItSays(PATH: string, usualFolders: string[] = []): Promise<string> {
  const environment = { PATH: `${PATH}:/usr/bin:/bin`.replaceAll('@', machine) };
  const way = foundProgram({
    // Where this machine's own programs may lie, in PATH or not, is none of the test's business.
    environment: {
      ...environment,
      PATH: environment.PATH.split(':')
        .filter((folder) => folder.startsWith(machine))
        .join(':'),
    },
    usualFolders: usualFolders.map((folder) => folder.replaceAll('@', machine)),
    copiesFolder: join(machine, 'copies'),
  });
  const start = way.start({ folder: join(machine, 'data'), pace: 'fast' });
  return start.then(
    () => 'it started',
    (error: Error) => error.message,
  );
}

const mysql = 'mysqld  Ver 8.4.3 for Linux on x86_64 (MySQL Community Server - GPL)';
const fail = (reason: string) => `echo "[ERROR] ${reason}" >&2; exit 1`;

describe('a program found on the machine', () => {
  it('is looked for in PATH first, then where packages put it', async () => {
    plant('elsewhere/mysql-9/bin', 'mariadbd', mysql, fail('second'));
    plant('bin', 'mysqld', mysql, fail('first'));
    expect(await whatItSays('@/bin', ['@/elsewhere/mysql*/bin', '@/not/there'])).toMatch(
      /bin\/mysqld: .*first; .*mariadbd: .*second$/,
    );
  });

  it('is no error where there is none', async () => {
    expect(await whatItSays('@/bin')).toBe('there is none in PATH nor where packages usually put it');
  });

  it.each([
    {
      what: 'too old a MySQL',
      version: 'mysqld  Ver 5.7.44 for Linux',
      says: 'MySQL 5.7.44 is too old: 8.0 is the first that will do',
    },
    {
      what: 'too old a MariaDB',
      version: 'mysqld  Ver 10.5.2-MariaDB',
      says: 'MariaDB 10.5.2 is too old: 10.6 is the first that will do',
    },
    { what: 'another program of that name', version: 'hello', says: 'it does not say its version, but: hello' },
  ])('is passed over when it is $what', async ({ version, says }) => {
    const path = plant('bin', 'mysqld', version, fail('never asked'));
    expect(await whatItSays('@/bin')).toBe(`${path}: ${says}`);
  });

  it('is passed over when it does not start at all', async () => {
    plant('bin', 'mysqld', mysql, '');
    writeFileSync(join(machine, 'bin/mysqld'), '#!/not/there\n');
    expect(await whatItSays('@/bin')).toMatch(/mysqld: .*could not be run/);
  });

  it('is run from a copy of ours when the system ties it to its own folders', async () => {
    const tied = fail('Could not create the data directory (OS errno 13 - Permission denied)');
    plant('bin', 'mysqld', mysql, `case "$0" in */copies/*) ${fail('the copy ran')};; esac\n${tied}`);
    expect(await whatItSays('@/bin')).toMatch(/the copy ran$/);
    expect(readdirSync(join(machine, 'copies'))).toEqual([expect.stringMatching(/^mysqld-8\.4\.3-\d+-\d+$/)]);
  });

  it('is not copied for any other failure', async () => {
    plant('bin', 'mysqld', mysql, fail('the disk is full'));
    expect(await whatItSays('@/bin')).toMatch(/the disk is full$/);
    expect(readdirSync(machine)).not.toContain('copies');
  });

  it('leaves no half-made data folder that would pass for a whole one', async () => {
    plant('bin', 'mysqld', mysql, fail('power cut'));
    await whatItSays('@/bin');
    expect(readdirSync(join(machine, 'data'))).not.toContain('data');
  });
});
