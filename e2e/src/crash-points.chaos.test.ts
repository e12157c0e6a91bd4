import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startStack, type LocalStack } from '@pinhole/local';
import { eventually } from '@pinhole/testing';
import { expectAuditedClean } from './support/audit.js';
import { Client } from './support/client.js';
import { crashPoints, type CrashPoint } from './support/crash-points.js';
import { findLosses } from './support/find-losses.js';
import { recovered, recoverySecondsMax } from './support/kill-and-recover.js';
import { numberSetting } from './support/number-setting.js';
import { PhotoPool, type SentPicture } from './support/photo-pool.js';
import { StackStores } from './support/stack-stores.js';
import { tell } from './support/tell.js';
import { checkout } from './support/typed-command.js';
import { uploadUntilAccepted, type Accepted } from './support/upload-until-accepted.js';

const uploadsEach = numberSetting('CRASH_UPLOADS', 10, 1);
/** A killed reader's message waits 30 s until it comes again, and may meet a second death. */
const settleSecondsMax = 120;

const crashFolder = mkdtempSync(join(tmpdir(), 'pinhole-crash-points-'));
const sent: SentPicture[] = [];
const accepted: Accepted[] = [];
let tries = 0;
let deaths = 0;
let stack: LocalStack;
let stores: StackStores;
let pool: PhotoPool;

beforeAll(async () => {
  const preload = pathToFileURL(join(import.meta.dirname, 'support/crash-points.main.js')).href;
  stack = await startStack({ environment: { ...process.env, NODE_OPTIONS: `--import=${preload}`, CRASH_FOLDER: crashFolder } });
  stores = await StackStores.of(stack);
  pool = await PhotoPool.make();
}, 240_000);
afterAll(async () => {
  rmSync(crashFolder, { recursive: true, force: true });
  await stores?.close();
  await stack?.stop();
}, 30_000);

/** Uploads a picture on whose way a process dies at this point, and waits until all is up again. */
async function uploadThrough({ name, service, inParts }: CrashPoint, number: number): Promise<void> {
  const order = join(crashFolder, name);
  const pid = stack.pidOf(service);
  writeFileSync(order, '');
  const picture = pool[inParts ? 'pictureInParts' : 'smallPicture'](`${name}-${number}.jpg`);
  sent.push(picture);
  const upload = await uploadUntilAccepted(new Client(stack.url), picture);
  accepted.push(upload);
  tries += upload.tries;
  await eventually(() => !existsSync(order), { withinSeconds: recoverySecondsMax });
  await recovered(stack, { pid, name: service });
  deaths += 1;
}

describe.each(crashPoints)('kill -9 of $service at $name', (point) => {
  it(
    `comes to pass during ${uploadsEach} uploads, and each time the stack recovers`,
    async () => {
      for (let number = 1; number <= uploadsEach; number += 1) await uploadThrough(point, number);
    },
    uploadsEach * 120_000,
  );
});

describe('after all these deaths', () => {
  it('nothing is lost and nothing doubled, and only what the design says lies about', async () => {
    const found = await eventually(
      async () => {
        const now = await findLosses(stores, new Client(stack.url), { sent, accepted });
        if (now.faults.length > 0) throw new Error(now.faults.join('\n'));
        return now;
      },
      { withinSeconds: settleSecondsMax, everySeconds: 2 },
    );
    tell('crash points', {
      points: crashPoints.length,
      deaths,
      acknowledged: accepted.length,
      'sent again': tries - accepted.length,
      'whole, though their client never heard': found.unheard.length,
      'originals without a row': found.orphans.length,
    });
    expect(deaths).toBe(crashPoints.length * uploadsEach);
    // Who dies at a message that came again may have an upload in hand too: at most one for each death of that service.
    const deathsOfUploadApi = crashPoints.filter(({ service }) => service === 'upload-api').length * uploadsEach;
    expect(found.orphans.length).toBeLessThanOrEqual(deathsOfUploadApi);
  }, 200_000);

  it('an audit finds nothing else either, and removes that', () => expectAuditedClean(stack), 400_000);

  it('the product itself knows no crash point that somebody could pull', () => {
    const compiled = globSync(['apps/*/dist/**/*.js', 'libs/*/dist/**/*.js', 'tools/*/dist/**/*.js'], { cwd: checkout });
    expect(compiled.length).toBeGreaterThan(100);
    expect(compiled.filter((file) => readFileSync(join(checkout, file), 'utf8').includes('CRASH_FOLDER'))).toEqual([]);
  });
});
