import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runToEnd } from '@pinhole/testing';
import { BareContainer, type Place } from './bare-container.js';
import { numberSetting } from './number-setting.js';
import { checkout, outsideNx } from './typed-command.js';

/** How often `npm test` is run in each container: it takes a newcomer as long as everybody else. 0 leaves it out. */
const tests = numberSetting('NEWCOMER_TESTS', 1, 0);

const minutes = 60_000;
const url = 'http://127.0.0.1:8080';

/** A deep folder: paths of sockets and of programs have limits, and people's folders are long. */
const pathLength = 120;

/** A busy machine installs and builds for minutes. */
const readySecondsMax = 900;
const testSecondsMax = 2_400;
const stopSecondsMax = 30;
const visitSecondsMax = 300;

export const root: Place = { user: 'root', folder: '/root' };

/** Somebody with a bare Debian, and what they have done to it before they found this repository. */
export interface Newcomer {
  readonly who: string;
  readonly user: string;
  readonly has: { readonly node: RegExp; readonly npm: RegExp };
  /** May use a folder of this machine, which is removed afterwards. */
  readonly prepare: (container: BareContainer, folder: string) => Promise<void>;
}

/** The README's two commands, as this newcomer types them. */
export function aNewcomer({ who, user, has, prepare }: Newcomer): void {
  describe(`${who}, in a bare Debian`, () => {
    let folder: string;
    let container: BareContainer;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pinhole newcomer '));
      container = await BareContainer.start();
      await prepare(container, folder);
      await container.copyIn(await archived(folder), '/source.tar');
    }, 20 * minutes);
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true });
      await container?.remove();
    }, 5 * minutes);

    it('has just that', async () => {
      const place = { user, folder: '/' };
      expect((await container.run('node --version', place)).trim()).toMatch(has.node);
      expect((await container.run('npm --version', place)).trim()).toMatch(has.npm);
    });

    it(
      'has a photo ready by `npm ci && npm start`, and no process when npm was told to end',
      async () => {
        const place = await freshCheckout(container, user, 'start');
        const before = await container.processes();
        await startAndVisit(container, place);
        await container.run('kill -TERM "$(cat /tmp/npm.pid)"', place);
        await noneLeft(container, before);
      },
      25 * minutes,
    );

    for (let time = 1; time <= tests; time += 1)
      it(
        'sees `npm ci && npm test` pass',
        async () => {
          await container.run('npm ci && npm test', await freshCheckout(container, user, `test-${time}`), testSecondsMax);
        },
        45 * minutes,
      );
  });
}

/** What git has, and nothing else of this checkout. */
async function archived(folder: string): Promise<string> {
  const archive = join(folder, 'source.tar');
  const command = ['archive', '--format=tar', `--output=${archive}`, 'HEAD'];
  await runToEnd('git', command, { environment: outsideNx(), folder: checkout, secondsMax: 60 });
  return archive;
}

/** A checkout of this newcomer's own, where nothing was installed or built yet. */
async function freshCheckout(container: BareContainer, user: string, name: string): Promise<Place> {
  const path = `/srv/${name}-`.padEnd(pathLength, 'photos-');
  await container.run(`mkdir ${path} && chown ${user} ${path}`, root);
  await container.run('tar --extract --file /source.tar', { user, folder: path });
  return { user, folder: path };
}

/** Returns when a photo has been uploaded, made ready and looked at. The process to end is then in /tmp/npm.pid. */
async function startAndVisit(container: BareContainer, place: Place): Promise<void> {
  const start = container.begin('echo $$ > /tmp/npm.pid && npm ci && exec npm start', place);
  const isReady = `sh tools/run node -e "fetch('${url}/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1))"`;
  await eventually(async () => start.ended ?? (await container.run(isReady, place)) === '', {
    withinSeconds: readySecondsMax,
    everySeconds: 5,
  });
  expect({ ended: start.ended, said: start.ended && start.lastLines }).toEqual({});

  const visitor = readFileSync(join(import.meta.dirname, 'visit.main.js'), 'utf8');
  const visit = `sh tools/run node --input-type=module - ${url} docs/images/gallery.png`;
  expect(await container.run(visit, place, visitSecondsMax, visitor)).toMatch(/^ready with \d+ variants$/m);
}

/** Waits until nothing runs but what ran before. */
async function noneLeft(container: BareContainer, before: string): Promise<void> {
  const isAsBefore = async () => (await container.processes()) === before;
  await eventually(isAsBefore, { withinSeconds: stopSecondsMax }).catch(async (cause: unknown) => {
    throw new Error(`npm was told to end, and these are left:\n${await container.processes()}`, { cause });
  });
}
