import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldersOf, openFolders } from './run/folders.js';
import { Lock } from './run/lock.js';

describe('a start that cannot be', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-main-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the command as npm would, and gives its exit code and what it complained of. */
  function run(parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; said: string[] }> {
    const main = join(import.meta.dirname, 'main.js');
    const child = spawn(process.execPath, [main, ...parameters], {
      env: { PATH: process.env.PATH, PINHOLE_DATA_DIR: folder, ...environment },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.resume();
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, said: said.trim().split('\n') })));
  }

  it('ends with one sentence where the port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, said } = await run([], { PINHOLE_PORT: String(port) });
    expect({ code, said }).toEqual({
      code: 1,
      said: [expect.stringMatching(`^Port ${port} is in use by another program: .* npm start$`)],
    });
    server.close();
  });

  it('ends with one sentence where another start runs in the same folder', async () => {
    const folders = foldersOf(folder);
    openFolders(folders);
    const lock = new Lock(folders.run);
    lock.tell({ pid: process.pid, url: 'http://127.0.0.1:8080' });
    for (const command of ['start', 'reset']) {
      const { code, said } = await run([command]);
      expect({ code, said }).toEqual({
        code: 1,
        said: [expect.stringMatching(/^Pinhole runs here already, on http:\/\/127\.0\.0\.1:8080 /)],
      });
    }
    lock.release();
  });

  it('ends with one sentence where its folder is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, said } = await run([], { PINHOLE_DATA_DIR: file });
    expect({ code, said }).toEqual({
      code: 1,
      said: [`${file} is no folder: move it away, then start again. Nothing was deleted.`],
    });
  });

  it.each([
    [['--dmeo'], {}, /^Unknown option '--dmeo'\. Try 'npm start'/],
    [['rest'], {}, /^'rest' is not known\. Try 'npm start'/],
    [[], { PINHOLE_PORT: 'http' }, /^PINHOLE_PORT must be a port: set it right or leave it away/],
    [[], { PINHOLE_DATABASE_URL: 'postgres://me:secret@x/' }, /^PINHOLE_DATABASE_URL must be a URL such as mysql:/],
  ])('ends with one sentence for %j %j', async (parameters, environment, sentence) => {
    const { code, said } = await run(parameters, environment);
    expect({ code, said }).toEqual({ code: 1, said: [expect.stringMatching(sentence)] });
  });

  it('forgets nothing on somebody’s own server without being told to', async () => {
    const { code, said } = await run(['reset'], { PINHOLE_DATABASE_URL: 'mysql://me@127.0.0.1:1/' });
    expect({ code, said }).toEqual({
      code: 1,
      said: [expect.stringMatching(/^This drops the schemas pinhole_uploads and pinhole_gallery .*--yes/)],
    });
  });
});
