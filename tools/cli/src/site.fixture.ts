import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ObjectKey, OwnerId, PhotoId, StoredVariant } from '@pinhole/contracts';
import { mediaTypeOf } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { cacheControl, originalKey, previewKey, variantKey, type InboxName } from '@pinhole/resources';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { newId } from '@pinhole/service-kit';
import {
  emulatorClients,
  makePhoto,
  startAwsEmulator,
  testDatabase,
  useCredentials,
  type AwsEmulator,
  type TestDatabase,
} from '@pinhole/testing';
import { UploadEntity } from '@pinhole/upload-api';
import { auditSettings } from './audit/audit-settings.js';
import { openSite, type Site } from './audit/site.js';

const variantSize = { width: 320, height: 200 };
const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
const hourMilliseconds = 60 * 60 * 1_000;

export const anHourAgo = () => new Date(Date.now() - hourMilliseconds);

/** Real stores without a service: what lies in them is what a test put there. */
export class Stores {
  private made = 0;

  private constructor(
    private readonly server: TestDatabase,
    private readonly emulator: AwsEmulator,
    private readonly pictures: Readonly<Record<'avif' | 'jpeg', Buffer>>,
  ) {}

  static async start(): Promise<Stores> {
    const [server, emulator] = await Promise.all([testDatabase(), startAwsEmulator()]);
    useCredentials(emulator.settings);
    const [avif, jpeg] = await Promise.all((['avif', 'jpeg'] as const).map((format) => makePhoto({ ...variantSize, format })));
    return new Stores(server, emulator, { avif: Buffer.from(avif!), jpeg: Buffer.from(jpeg!) });
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.emulator.stop()]);
  }

  /** Schemas, buckets and queues of its own. */
  async newSite(): Promise<TestSite> {
    const number = String(++this.made);
    const clients = emulatorClients(this.emulator.settings);
    const provisioned = await provision({ prefix: `test${number}`, ...clients });
    clients.destroy();
    const environment = {
      ...this.emulator.settings,
      UPLOADS_DATABASE_URL: await this.server.schemaUrl(`uploads${number}`),
      GALLERY_DATABASE_URL: await this.server.schemaUrl(`gallery${number}`),
      RESOURCES_PREFIX: `test${number}`,
    };
    const site = await openSite(auditSettings.parse(environment));
    for (const database of [site.uploads, site.gallery]) await database.runMigrations();
    return new TestSite(site, environment, provisioned.queues, provisioned.topicArn, this.pictures);
  }
}

export class TestSite {
  constructor(
    readonly site: Site,
    readonly environment: Readonly<Record<string, string>>,
    readonly queues: Provisioned['queues'] & Record<InboxName, { deadLetterUrl: string }>,
    readonly topicArn: string,
    private readonly pictures: Readonly<Record<'avif' | 'jpeg', Buffer>>,
  ) {}

  /** A photo that was uploaded an hour ago and has come to its end: in the ledger, on its card, and in both buckets. */
  async photo(state: 'ready' | 'rejected' = 'ready'): Promise<PhotoId> {
    const id = newId<PhotoId>();
    const bytes = Buffer.from(`the original of ${id}`);
    const rejection = { code: 'not_an_image', detail: 'This is no picture.' };
    const said = { title: 'Fjord', description: '', tags: ['sea'], visibility: 'public' as const };
    await this.putOriginal(id, bytes);
    await this.site.uploads.manager.insert(UploadEntity, {
      ...{ id, ...said, state, ownerId: owner.id, fileName: 'a.jpg', objectKey: originalKey(id), type: 'image/jpeg' },
      ...{ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
      ...(state === 'rejected' && { rejectionCode: rejection.code, rejectionDetail: rejection.detail }),
      ...{ receivedAt: anHourAgo(), settledAt: anHourAgo(), rings: 0, rungAt: anHourAgo(), ringAt: null },
    });
    const picture = async () => ({ ...variantSize, color: null, thumbhash: null, variants: await this.variantsOf(id) });
    await this.site.gallery.manager.insert(CardEntity, {
      ...{ id, ...said, state, owner, uploadedAt: anHourAgo(), takenAt: null },
      ...(state === 'ready'
        ? { revision: 1, picture: await picture(), rejection: null }
        : { revision: 0, picture: null, rejection }),
    });
    return id;
  }

  async putOriginal(id: PhotoId, bytes: Buffer): Promise<void> {
    const chunks: AsyncIterable<Uint8Array> = Readable.from([bytes]);
    await this.site.originals.put(originalKey(id), chunks, { contentType: 'image/jpeg', bytesMax: 1_000_000 });
  }

  /** Originals are written once: no service can do this. */
  async replaceOriginal(id: PhotoId, bytes: Buffer): Promise<void> {
    await this.site.originals.delete(originalKey(id));
    await this.putOriginal(id, bytes);
  }

  async putVariant(objectKey: ObjectKey, bytes: Buffer, contentType = 'image/jpeg'): Promise<void> {
    await this.site.variants.put(objectKey, bytes, { contentType, cacheControl: cacheControl.immutable });
  }

  keyOf(id: PhotoId, format: 'avif' | 'jpeg' = 'jpeg', revision = 1): ObjectKey {
    return variantKey(id, revision, { width: variantSize.width, format });
  }

  picture(format: 'avif' | 'jpeg' = 'jpeg'): Buffer {
    return this.pictures[format];
  }

  private async variantsOf(id: PhotoId): Promise<StoredVariant[]> {
    const variants = (['avif', 'jpeg'] as const).map((format) => ({
      ...{ format, ...variantSize, bytes: this.picture(format).length, objectKey: this.keyOf(id, format) },
    }));
    // No card declares it, and it is nobody's fault.
    await this.putVariant(previewKey(id, 1), this.picture('jpeg'));
    for (const { objectKey, format } of variants) await this.putVariant(objectKey, this.picture(format), mediaTypeOf[format]);
    return variants;
  }
}
