import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackPackages } from './unpack-packages.js';

let machine: string;
let root: string;
beforeEach(async () => {
  machine = await mkdtemp(join(tmpdir(), 'pinhole test-'));
  root = join(machine, 'local/packages');
  plant('apt-get', aptGet({ known: 'mariadb-server-core' }));
  // The package's own name is the file that it brings; the second folder of the call is where to.
  plant('dpkg-deb', 'mkdir -p "$3/usr"; basename "$2" > "$3/usr/$(basename "$2" .deb)"');
});
afterEach(() => rm(machine, { recursive: true, force: true }));

function plant(name: string, script: string): void {
  mkdirSync(join(machine, 'bin'), { recursive: true });
  writeFileSync(join(machine, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** A stand-in that writes down what it is asked, and knows one package, which needs one more. */
function aptGet({
  known,
  download = 'for name; do case $name in lib*|m*-*) : > "$name.deb";; esac; done',
}: {
  known: string;
  download?: string;
}) {
  return `
    echo "$*" >> '${join(machine, 'asked')}'
    case "$*" in
      *' update') exit;;
      *' install '*${known}\\ *|*' install '*${known}) echo 'Inst libaio1 (0.3 Debian)'; echo 'Inst ${known} (1:10 Debian)';;
      *' install '*) echo 'E: Unable to locate package' >&2; exit 100;;
      *' download '*) ${download};;
    esac`;
}

function unpack(): Promise<void> {
  return unpackPackages(root, { PATH: `${join(machine, 'bin')}:/usr/bin:/bin` });
}

function asked(): string[] {
  return readFileSync(join(machine, 'asked'), 'utf8').trim().split('\n');
}

describe('unpackPackages', () => {
  it('unpacks the server with all that it needs, and leaves nothing else', async () => {
    await unpack();
    expect(readdirSync(join(root, 'usr')).sort()).toEqual(['libaio1', 'mariadb-client-core', 'mariadb-server-core']);
    expect(readdirSync(join(machine, 'local'))).toEqual(['packages']);
  });

  it('works once for all who ask at the same time', async () => {
    await Promise.all([unpack(), unpack(), unpack()]);
    expect(asked().filter((line) => line.endsWith(' update'))).toHaveLength(1);
  });

  it('begins anew after an interrupted run', async () => {
    mkdirSync(`${root}.unfinished-123/root/usr`, { recursive: true });
    await unpack();
    expect(existsSync(join(root, 'usr/mariadb-server-core'))).toBe(true);
    expect(readdirSync(join(machine, 'local'))).toEqual(['packages']);
  });

  it('is not there at all when it fails on the way, and says why', async () => {
    plant(
      'apt-get',
      aptGet({ known: 'mariadb-server-core', download: "echo 'W: slow' >&2; echo 'E: Failed to fetch' >&2; exit 100" }),
    );
    await expect(unpack()).rejects.toThrow(/^apt-get said: E: Failed to fetch$/);
    expect(existsSync(root)).toBe(false);
  });

  it('takes the name by which the system knows the server', async () => {
    plant('apt-get', aptGet({ known: 'mariadb-server-core-10.6' }));
    await unpack();
    expect(readdirSync(join(root, 'usr'))).toContain('mariadb-server-core-10.6');
  });

  it('says what apt-get said when the system knows none', async () => {
    plant('apt-get', aptGet({ known: 'nothing' }));
    await expect(unpack()).rejects.toThrow(/Unable to locate package/);
  });

  it('touches nothing of the system’s own', async () => {
    await unpack();
    for (const line of asked()) {
      for (const setting of ['Dir::State::lists=', 'Dir::Cache=']) expect(line).toContain(`${setting}${join(machine, 'local')}`);
      expect(line).toMatch(/ (update|-s --no-install-recommends install .*|download .*)$/);
    }
  });
});
