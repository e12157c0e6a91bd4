import { Injectable } from '@nestjs/common';
import { photoUploaded, type PhotoId } from '@pinhole/contracts';
import { Outbox, Relay, ringAgainAt } from '@pinhole/messaging';
import { newestRecipe, originalKey } from '@pinhole/resources';
import { newId } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';
import { photoUploadedOf } from './describe-upload.js';
import { isCommitted } from './is-committed.js';
import { everybody } from './owner.js';
import type { FormPart } from './read-form.js';
import { StoreOriginal, type StoredOriginal } from './store-original.js';
import { UploadEntity } from './upload.entity.js';
import { FileFieldUnknown, FileMissing, FileRepeated, LedgerUnavailable } from './upload.errors.js';
import { UploadFields, type SaidOfPhoto } from './upload-fields.js';

/** The name of the one file field. */
const fileField = 'file';

@Injectable()
export class AcceptUpload {
  constructor(
    private readonly database: DataSource,
    private readonly storeOriginal: StoreOriginal,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
  ) {}

  /**
   * Takes a photo in: the bytes are stored first, then ledger and promise in one transaction, and only then is it ours. Whatever
   * goes wrong before that, nothing is left behind.
   */
  async execute(parts: AsyncIterable<FormPart>, signal: AbortSignal): Promise<PhotoId> {
    const id = newId<PhotoId>();
    const { original, said } = await this.receive(id, parts, signal);
    await this.promise(id, original, said, new Date());
    this.relay.wake();
    return id;
  }

  private async receive(id: PhotoId, parts: AsyncIterable<FormPart>, signal: AbortSignal) {
    const fields = new UploadFields();
    let original: StoredOriginal | undefined;
    try {
      for await (const part of parts) {
        if (part.kind === 'field') {
          fields.add(part.name, part.value);
          continue;
        }
        if (part.name !== fileField) throw new FileFieldUnknown(part.name);
        if (original) throw new FileRepeated();
        fields.parse(); // What can be refused is refused before a byte is stored.
        original = await this.storeOriginal.execute(originalKey(id), part, signal);
      }
      if (!original) throw new FileMissing();
      return { original, said: fields.parse() };
    } catch (error) {
      if (original) await this.storeOriginal.forget(original.objectKey);
      throw error;
    }
  }

  private async promise(id: PhotoId, original: StoredOriginal, said: SaidOfPhoto, receivedAt: Date): Promise<void> {
    const upload: UploadEntity = {
      ...{ id, ...said, ...original, ownerId: everybody.id, receivedAt, state: 'processing' },
      ...{ rejectionCode: null, rejectionDetail: null, settledAt: null, recipeVersion: newestRecipe('standard').version },
      ...{ rings: 0, rungAt: receivedAt, ringAt: ringAgainAt(receivedAt, 0) },
    };
    let committing = false;
    try {
      await this.database.transaction(async (transaction) => {
        await transaction.insert(UploadEntity, upload);
        await this.outbox.add(transaction, photoUploaded, photoUploadedOf(upload), receivedAt);
        committing = true;
      });
    } catch (error) {
      // Before COMMIT was sent there is no doubt. After it the connection may have ended before the answer: then it is ours.
      const committed = committing ? await this.isCommitted(id) : false;
      if (committed === true) return;
      if (committed === false) await this.storeOriginal.forget(original.objectKey);
      throw new LedgerUnavailable(error);
    }
  }

  /** Where not even this can be asked, the object stays: an orphan costs a few bytes, a row without its object is a lie. */
  private isCommitted(id: PhotoId): Promise<boolean | 'unknown'> {
    return isCommitted(this.database, id).catch(() => 'unknown' as const);
  }
}
