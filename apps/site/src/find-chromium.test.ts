import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findChromium } from './find-chromium.fixture.js';

describe('the browser for the tests', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pinhole-browsers-'));
    await writeFile(join(folder, 'chromium-browser'), '', { mode: 0o755 });
    await writeFile(join(folder, 'chromium'), 'not to be run', { mode: 0o644 });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is what PATH has, and can be run', () => {
    expect(findChromium({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(join(folder, 'chromium-browser'));
  });

  it('is another one, where that is named', () => {
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  });

  it.each([{ PATH: '/nowhere' }, {}, { CHROMIUM_PATH: '/nowhere/chromium' }])(
    'is missed in one clear sentence with %j',
    (environment) => {
      expect(() => findChromium(environment)).toThrow(/^These tests need a browser: install Chromium .* CHROMIUM_PATH\.$/);
    },
  );
});
