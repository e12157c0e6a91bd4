import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The password of this folder's root: made once, so that an address handed out before a restart holds after it. */
export async function rootPassword(folder: string): Promise<string> {
  const path = join(folder, 'root-password');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known) return known;
  const password = randomBytes(16).toString('hex');
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

/** Run by the server at every start, before it lets anybody in. One statement a line. */
export function initStatements(password: string): string {
  return [
    `create user if not exists 'root'@'127.0.0.1' identified by '${password}';`,
    `alter user 'root'@'127.0.0.1' identified by '${password}';`,
    `alter user 'root'@'localhost' identified by '${password}';`,
    `grant all privileges on *.* to 'root'@'127.0.0.1' with grant option;`,
    '',
  ].join('\n');
}
