import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Every TCP address on which a process listens, such as `127.0.0.1:8080`; an IPv6 address as the system writes it. */
export async function listenersOf(pid: number): Promise<string[]> {
  return existsSync('/proc/net/tcp') ? fromProc(pid) : fromLsof(pid);
}

async function fromProc(pid: number): Promise<string[]> {
  const links = await readdir(`/proc/${pid}/fd`).then((names) =>
    // A descriptor may be gone before we look at it.
    Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => ''))),
  );
  const sockets = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')));
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === listening && sockets.has(columns[9]!))
    .map((columns) => addressOf(columns[1]!))
    .sort();
}

const listening = '0A';

/** The kernel writes `0100007F:1F90`: IPv4 addresses backwards, everything in hex. */
function addressOf(hex: string): string {
  const [host = '', port = ''] = hex.split(':');
  const name = host.length === 8 ? Buffer.from(host, 'hex').reverse().join('.') : `[${host}]`;
  return `${name}:${parseInt(port, 16)}`;
}

async function fromLsof(pid: number): Promise<string[]> {
  const { stdout } = await promisify(execFile)('lsof', ['-nP', '-a', '-p', String(pid), '-iTCP', '-sTCP:LISTEN', '-Fn']);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('n'))
    .map((line) => line.slice(1))
    .sort();
}
