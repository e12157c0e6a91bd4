import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from './audit/report.js';
import { runPinhole } from './run-pinhole.fixture.js';
import { Stores, type TestSite } from './site.fixture.js';

/** Programs that start on a busy machine, one after another. */
const slow = 240_000;

let stores: Stores;
let site: TestSite;
let nowhere: string;

beforeAll(async () => {
  nowhere = mkdtempSync(join(tmpdir(), 'pinhole-cli-'));
  stores = await Stores.start();
  site = await stores.newSite();
}, 180_000);
afterAll(async () => {
  await site?.site.close();
  await stores?.stop();
  rmSync(nowhere, { recursive: true, force: true });
});

const run = (parameters: readonly string[], environment: Readonly<Record<string, string>>) =>
  runPinhole(parameters, { PINHOLE_DATA_DIR: nowhere, ...environment });

describe('pinhole audit', () => {
  it(
    'ends with 0 where all holds and with 1 where it does not, and shows the photo',
    async () => {
      const id = await site.photo();
      const well = await run(['audit'], site.environment);
      expect(well).toMatchObject({ code: 0, stderr: '' });
      expect(well.stdout).toContain('1 upload: 1 ready, 0 rejected, 0 on their way.');
      expect(well.stdout).toContain('Everything is there.');
      expect(well.stdout).toMatch(/^ok +2 {2}Each ready card has every variant that it declares\.$/m);

      await site.site.variants.delete(site.keyOf(id));
      const unwell = await run(['audit', '--fix'], site.environment);
      expect(unwell).toMatchObject({ code: 1, stderr: '' });
      expect(unwell.stdout).toContain(`${id} declares ${site.keyOf(id)}, which is not there`);
      expect(unwell.stdout).toContain(`rebuild card and variants of ${id}`);
      expect(unwell.stdout).toContain('1 fault in 1 of 10 checks.');

      const { code, stdout } = await run(['audit', '--json'], site.environment);
      const { holds, faults, checks } = JSON.parse(stdout) as Report;
      expect({ code, holds, faults }).toEqual({ code: 1, holds: false, faults: 1 });
      expect(checks.find(({ check }) => check === 'variants')?.shown).toMatchObject([{ photoId: id }]);
    },
    slow,
  );

  it(
    'tells all that is wrong with its settings at once, and no value of them',
    async () => {
      const { code, stderr } = await run(['audit'], { UPLOADS_DATABASE_URL: 'http://a:secret@b/c' });
      expect(code).toBe(1);
      for (const name of ['AWS_REGION: is missing', 'GALLERY_DATABASE_URL: is missing', 'UPLOADS_DATABASE_URL: '])
        expect(stderr).toContain(name);
      expect(stderr).not.toContain('secret');
    },
    slow,
  );

  it(
    'says in one sentence that no stack runs, that a store is away, or what it was asked for',
    async () => {
      const none = await run(['audit'], {});
      expect(none).toMatchObject({ code: 1, stdout: '' });
      expect(none.stderr).toMatch(/^No stack is ready here: start one with 'npm start' .*\n$/);

      const away = { ...site.environment, GALLERY_DATABASE_URL: 'mysql://a:secret@127.0.0.1:1/gallery' };
      const lost = await run(['audit'], away);
      expect(lost).toMatchObject({ code: 1, stdout: '' });
      expect(lost.stderr).toMatch(/^The site could not be looked at: connect ECONNREFUSED .*\n$/);

      expect((await run(['adit'], {})).stderr).toMatch(/^'adit' is not known\. Try 'npm run pinhole -- audit' or .*\n$/);
      expect((await run([], {})).stderr).toMatch(/^'' is not known\. Try .*\n$/);
    },
    slow,
  );
});

describe('pinhole backfill', () => {
  it(
    'ends with 0 where nothing is to be done, and with 1 where nobody makes what it asks for',
    async () => {
      const other = await stores.newSite();
      try {
        const none = await run(['backfill'], other.environment);
        expect(none).toMatchObject({ code: 0, stderr: '' });
        expect(none.stdout).toMatch(/^There is nothing to do: every ready photo .*\n$/);

        const id = await other.photo();
        const vain = await run(['backfill', '--recipe=polish', '--wait-seconds=1'], other.environment);
        expect(vain.code).toBe(1);
        expect(vain.stderr).toMatch(/^1 photo: 0 with lost variants, 1 not polished yet\.\n/);
        expect(vain.stdout).toContain(`  ${id}\n`);

        const wrong = await run(['backfill', '--recipe=fine'], {});
        expect(wrong).toMatchObject({ code: 1, stdout: '' });
        expect(wrong.stderr).toMatch(/^--recipe is 'standard' or 'polish'\. Try 'npm run pinhole -- backfill', .*\n$/);
      } finally {
        await other.site.close();
      }
    },
    slow,
  );
});
