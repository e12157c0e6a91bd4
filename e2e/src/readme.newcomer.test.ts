import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runToEnd } from '@pinhole/testing';
import { BareContainer, type Place } from './support/bare-container.js';
import { checkout, outsideNx } from './support/typed-command.js';

const minutes = 60_000;
const root: Place = { user: 'root', folder: '/root' };
const url = 'http://127.0.0.1:8080';

/** A deep folder: paths of sockets and of programs have limits, and people's folders are long. */
const pathLength = 120;

/** A busy machine installs and builds for minutes. */
const readySecondsMax = 900;
const testSecondsMax = 2_400;
const stopSecondsMax = 30;

const newcomers = [
  {
    who: 'root with the Node.js and npm of Debian 12',
    user: 'root',
    has: { node: /^v18\./, npm: /^9\.2\.0$/ },
    prepare: async (container: BareContainer) => {
      const install = 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes nodejs npm';
      await container.run(install, root, 900);
    },
  },
  {
    who: 'a user with Node.js 20 and npm 10.8.2',
    user: 'newcomer',
    has: { node: /^v20\./, npm: /^10\.8\.2$/ },
    prepare: async (container: BareContainer) => {
      const node = `node-linux-${process.arch}`;
      const packages = join(folder, 'packages');
      const options = ['--prefix', packages, '--no-save', '--ignore-scripts', '--os=linux', `--cpu=${process.arch}`];
      await runToEnd('npm', ['install', ...options, `${node}@20`, 'npm@10.8.2'], { environment: outsideNx(), secondsMax: 600 });
      await container.copyIn(join(packages, 'node_modules'), '/opt/brought');
      await container.run(`ln -s /opt/brought/${node}/bin/node /opt/brought/npm/bin/npm-cli.js /usr/local/bin`, root);
      await container.run('cd /usr/local/bin && mv npm-cli.js npm && useradd --create-home newcomer', root);
    },
  },
];

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pinhole newcomer '));
  // What git has, and nothing else of this checkout.
  const archive = ['archive', '--format=tar', `--output=${join(folder, 'source.tar')}`, 'HEAD'];
  await runToEnd('git', archive, { environment: outsideNx(), folder: checkout, secondsMax: 60 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(newcomers)('$who, in a bare Debian', ({ user, has, prepare }) => {
  let container: BareContainer;
  beforeAll(async () => {
    container = await BareContainer.start();
    await prepare(container);
    await container.copyIn(join(folder, 'source.tar'), '/source.tar');
  }, 20 * minutes);
  afterAll(() => container?.remove(), 5 * minutes);

  /** A checkout of this newcomer's own, where nothing was installed or built yet. */
  async function freshCheckout(name: string): Promise<Place> {
    const path = `/srv/${name}-`.padEnd(pathLength, 'photos-');
    await container.run(`mkdir ${path} && chown ${user} ${path}`, root);
    await container.run('tar --extract --file /source.tar', { user, folder: path });
    return { user, folder: path };
  }

  it('has just that', async () => {
    const place = { user, folder: '/' };
    expect((await container.run('node --version', place)).trim()).toMatch(has.node);
    expect((await container.run('npm --version', place)).trim()).toMatch(has.npm);
  });

  it(
    'has a photo ready by `npm ci && npm start`, and no process when npm was told to end',
    async () => {
      const place = await freshCheckout('start');
      const processes = async () => (await container.processes()).join('\n');
      const before = await processes();
      const start = container.begin('echo $$ > /tmp/npm.pid && npm ci && exec npm start', place);
      const isReady = `sh tools/run node -e "fetch('${url}/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1))"`;
      await eventually(async () => start.ended ?? (await container.run(isReady, place)) === '', {
        withinSeconds: readySecondsMax,
        everySeconds: 5,
      });
      expect({ ended: start.ended, said: start.ended && start.lastLines }).toEqual({});

      const visitor = readFileSync(join(import.meta.dirname, 'support/visit.main.js'), 'utf8');
      const visit = `sh tools/run node --input-type=module - ${url} docs/images/gallery.png`;
      expect(await container.run(visit, place, 300, visitor)).toMatch(/^ready with \d+ variants$/m);

      await container.run('kill -TERM "$(cat /tmp/npm.pid)"', place);
      await eventually(async () => (await processes()) === before, { withinSeconds: stopSecondsMax }).catch(async (cause) => {
        throw new Error(`npm was told to end, and these are left:\n${await processes()}`, { cause });
      });
    },
    25 * minutes,
  );

  it(
    'sees `npm ci && npm test` pass',
    async () => {
      await container.run('npm ci && npm test', await freshCheckout('test'), testSecondsMax);
    },
    45 * minutes,
  );
});
