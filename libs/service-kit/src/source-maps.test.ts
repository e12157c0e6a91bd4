import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fileOf = (name: string) => pathToFileURL(join(import.meta.dirname, name)).href;

describe('a process that was started with source maps', () => {
  it('names the lines of our sources in its errors', () => {
    const failing = `
      import { z } from ${JSON.stringify(import.meta.resolve('zod'))};
      import { loadConfig } from ${JSON.stringify(fileOf('load-config.js'))};
      try { loadConfig(z.object({ PORT: z.string() }), {}); } catch (error) { console.log(error.stack); }
    `;
    const { stdout } = spawnSync(
      process.execPath,
      ['--import', fileOf('source-maps.js'), '--input-type=module', '--eval', failing],
      { cwd: import.meta.dirname, encoding: 'utf8' },
    );
    expect(stdout).toMatch(/load-config\.ts:\d+:\d+/);
  });
});
