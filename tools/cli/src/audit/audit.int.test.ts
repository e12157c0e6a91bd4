import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import { OutboxEntity } from '@pinhole/messaging';
import { originalKey } from '@pinhole/resources';
import { newId } from '@pinhole/service-kit';
import { emulatorName } from '@pinhole/testing';
import { UploadEntity } from '@pinhole/upload-api';
import { readAuditWish } from './audit-wish.js';
import { runPinhole } from '../run-pinhole.fixture.js';
import { Stores, type TestSite } from '../site.fixture.js';
import { audit } from './audit.js';
import { auditAndMend } from './audit-and-mend.js';
import { checks } from './checks.js';
import type { Fault } from './fault.js';
import { faultsOfOriginals, faultsOfVariants, openUpload } from './planted-objects.fixture.js';
import { faultsOfQueues, faultsOfRows } from './planted-rows.fixture.js';
import type { Report } from './report.js';
import { openSite } from './site.js';

const listsUploads = emulatorName() === 'localstack';
const plantedFaults = [
  ...[...faultsOfOriginals, ...faultsOfRows, ...faultsOfVariants, ...faultsOfQueues],
  ...(listsUploads ? [openUpload] : []),
];

let stores: Stores;
let site: TestSite;
let photo: PhotoId;

beforeAll(async () => {
  stores = await Stores.start();
}, 180_000);
beforeEach(async () => {
  site = await stores.newSite();
  photo = await site.photo();
  await site.photo('rejected');
  await site.photo();
}, 60_000);
afterEach(() => site?.site.close());
afterAll(() => stores?.stop());

/** Objects were stored just now, so that only a grace period of nothing holds anything against them. */
const wish = (...flags: string[]) => readAuditWish(['--grace-seconds=0', '--wait-seconds=0', ...flags]);

async function faultsOf(...flags: string[]): Promise<Fault[]> {
  if (flags.includes('--deep')) return (await reportOf(...flags)).checks.flatMap(({ shown }) => shown);
  const faults: Fault[] = [];
  await audit(site.site, wish(...flags), (fault) => faults.push(fault));
  return faults;
}

/** Of a process of its own: whoever has decoded as the resizer does can draw no test pictures any more. */
async function reportOf(...flags: string[]): Promise<Report> {
  const { stdout, stderr } = await runPinhole(['audit', '--grace-seconds=0', '--json', ...flags], site.environment);
  return JSON.parse(stdout || JSON.stringify({ stderr })) as Report;
}

describe('an audit', () => {
  it('finds nothing where all is well, and says how much it has compared', async () => {
    const { checks: found, uploads, faults } = await reportOf('--deep', '--at-rest');
    expect(faults).toBe(0);
    expect(uploads).toEqual({ ready: 2, rejected: 1, processing: 0 });
    const compared = Object.fromEntries(found.map(({ check, compared }) => [check, compared]));
    expect(compared).toEqual({
      ...{ originals: 3, 'orphan-originals': 3, ledger: 3, outbox: 0, cards: 3, variants: 4, 'orphan-variants': 6 },
      ...{ 'open-uploads': 0, inboxes: 5, 'dead-letters': 0 },
    });
  });

  it.each(plantedFaults)('finds and names $fault', async ({ check, mend, deep, atRest, plant }) => {
    const says = await plant(site, photo);
    const faults = await faultsOf(...(deep ? ['--deep'] : []), ...(atRest ? ['--at-rest'] : []));
    expect(faults.map((fault) => ({ check: fault.check, says: fault.says, mend: fault.mend?.do }))).toEqual([
      { check, says, mend },
    ]);
  });

  it('was seen to find a fault by each of its checks but those that the emulator cannot show', () => {
    const planted = new Set(plantedFaults.map(({ check }) => check));
    expect(Object.keys(checks).filter((check) => !planted.has(check as keyof typeof checks))).toEqual([
      ...(listsUploads ? [] : ['open-uploads']),
      'inboxes',
    ]);
  });

  it('says where the store cannot list open uploads, rather than that there are none', async () => {
    const { checks: found } = await audit(site.site, wish());
    expect(found['open-uploads'].unasked).toBe(listsUploads ? undefined : 'this store does not list multipart uploads');
  });

  it('names a queue that is not there', async () => {
    const elsewhere = { ...site.site, names: { ...site.site.names, queue: (name: string) => `nowhere-${name}` } };
    const { checks: found } = await audit(elsewhere, wish());
    expect(found.inboxes.shown.map(({ says }) => says)).toContain('there is no queue nowhere-gallery');
  });

  it('holds against nobody what may be on its way', async () => {
    await site.putOriginal(newId<PhotoId>(), Buffer.from('its row comes at once'));
    await site.site.uploads.manager.update(
      UploadEntity,
      { id: photo },
      { state: 'processing', settledAt: null, ringAt: new Date() },
    );
    expect(await faultsOf('--grace-seconds=600')).toEqual([]);
    expect((await faultsOf('--at-rest', '--grace-seconds=0')).map(({ check }) => check).sort()).toEqual([
      'ledger',
      'orphan-originals',
    ]);
  });

  it('shows some faults of a kind and counts all', async () => {
    for (let count = 0; count < 4; count += 1) await site.putOriginal(newId<PhotoId>(), Buffer.from('x'));
    const { checks: found } = await audit(site.site, wish('--shown-max=3'));
    expect(found['orphan-originals']).toMatchObject({ faults: 4, shown: { length: 3 } });
  });

  it('tells one photo from another, however they lie in the shards', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => site.photo()));
    const lost = ids[17]!;
    await site.site.originals.delete(originalKey(lost));
    expect(await faultsOf()).toEqual([{ check: 'originals', photoId: lost, says: 'has no original' }]);
  });
});

describe('--fix', () => {
  const promised = async () => {
    const rows = await site.site.uploads.manager.find(OutboxEntity, { order: { id: 'ASC' } });
    return rows.map(({ payload }) => (JSON.parse(payload) as { body: { photo: { id: string } } }).body.photo.id);
  };

  it('does nothing without --yes', async () => {
    const orphan = newId<PhotoId>();
    await site.putOriginal(orphan, Buffer.from('x'));
    await site.site.variants.delete(site.keyOf(photo));
    const { plan, isMended, findings } = await auditAndMend(site.site, wish('--fix'));
    expect(isMended).toBe(false);
    expect(plan?.mends).toHaveLength(2);
    expect(findings.faults).toBe(2);
    expect(await site.site.originals.head(originalKey(orphan))).not.toBeNull();
    expect(await promised()).toEqual([]);
  });

  it('with --yes rings once for each photo that can be rebuilt, and removes what is nobody’s', async () => {
    const orphan = newId<PhotoId>();
    await site.putOriginal(orphan, Buffer.from('x'));
    for (const format of ['avif', 'jpeg'] as const) await site.site.variants.delete(site.keyOf(photo, format));
    const waiting = await site.photo();
    await site.site.uploads.manager.update(UploadEntity, { id: waiting }, { state: 'processing', settledAt: null });

    const { findings, isMended } = await auditAndMend(site.site, wish('--fix', '--yes'));
    expect(isMended).toBe(true);
    expect(await promised()).toEqual([photo, waiting].sort());
    expect(await site.site.originals.head(originalKey(orphan))).toBeNull();
    // Nobody makes variants here; the ledger's row has its ring again.
    expect(Object.entries(findings.checks).flatMap(([name, { faults }]) => (faults > 0 ? [name] : []))).toEqual([
      'outbox',
      'variants',
    ]);
    const { rings, ringAt } = await site.site.uploads.manager.findOneByOrFail(UploadEntity, { id: waiting });
    expect(rings).toBe(0);
    expect(ringAt!.getTime()).toBeGreaterThan(Date.now());
  });

  it('never removes what is younger than the grace period', async () => {
    const orphan = newId<PhotoId>();
    await site.putOriginal(orphan, Buffer.from('x'));
    await auditAndMend(site.site, wish('--fix', '--yes', '--grace-seconds=600'));
    expect(await site.site.originals.head(originalKey(orphan))).not.toBeNull();
  });

  it('removes nothing where so much would go that the ledger must be the wrong one', async () => {
    const other = await stores.newSite();
    await other.site.close();
    const mixed = await openSite({ ...settingsOf(site), UPLOADS_DATABASE_URL: other.environment.UPLOADS_DATABASE_URL! });
    await mixed.gallery.query('DELETE FROM card');
    const { refusal, plan } = await auditAndMend(mixed, wish('--fix', '--yes', '--removals-max=8'));
    await mixed.close();
    expect(plan?.removals).toBe(9);
    expect(refusal).toContain('There are 9 objects to remove, and crashes leave few: nothing is removed.');
    expect(await site.site.originals.head(originalKey(photo))).not.toBeNull();
  });
});

function settingsOf({ environment }: TestSite) {
  const { AWS_REGION, AWS_ENDPOINT_URL, UPLOADS_DATABASE_URL, GALLERY_DATABASE_URL, RESOURCES_PREFIX } = environment;
  const given = { AWS_REGION: AWS_REGION!, AWS_ENDPOINT_URL: AWS_ENDPOINT_URL!, RESOURCES_PREFIX: RESOURCES_PREFIX! };
  const urls = { UPLOADS_DATABASE_URL: UPLOADS_DATABASE_URL!, GALLERY_DATABASE_URL: GALLERY_DATABASE_URL! };
  return { ...given, ...urls, S3_FORCE_PATH_STYLE: true };
}
