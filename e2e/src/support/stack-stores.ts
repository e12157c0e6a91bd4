import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { LocalStack } from '@pinhole/local';
import { inboxes, resourceNames, type BucketName } from '@pinhole/resources';
import type { EmulatorClients } from '@pinhole/testing';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { emulatorOf } from './emulator-of.js';

const names = resourceNames('pinhole');

export interface LedgerRow {
  readonly id: string;
  readonly state: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly objectKey: string;
}

export interface CardRow {
  readonly id: string;
  readonly state: string;
  readonly variants: readonly { readonly objectKey: string; readonly bytes: number }[];
}

/** A test's own look at what a stack keeps, past all doors: rows, objects and queues. */
export class StackStores {
  private constructor(
    private readonly uploads: Pool,
    private readonly gallery: Pool,
    private readonly clients: EmulatorClients,
  ) {}

  static async of(stack: LocalStack): Promise<StackStores> {
    const pool = (uri: string) => createPool({ uri, connectionLimit: 1, dateStrings: true });
    return new StackStores(pool(stack.databaseUrls.uploads), pool(stack.databaseUrls.gallery), await emulatorOf(stack));
  }

  async close(): Promise<void> {
    this.clients.destroy();
    await Promise.all([this.uploads.end(), this.gallery.end()]);
  }

  async ledger(): Promise<LedgerRow[]> {
    const rows = await rowsOf<{ id: Buffer; bytes: number } & Omit<LedgerRow, 'id' | 'bytes'>>(
      this.uploads,
      'SELECT id, state, sha256, bytes, object_key AS objectKey FROM upload',
    );
    return rows.map((row) => ({ ...row, id: uuidOf(row.id) }));
  }

  async cards(): Promise<CardRow[]> {
    const rows = await rowsOf<{ id: Buffer; state: string; picture: unknown }>(
      this.gallery,
      'SELECT id, state, picture FROM card',
    );
    return rows.map(({ id, state, picture }) => {
      // MariaDB hands JSON out as text.
      const read = (typeof picture === 'string' ? JSON.parse(picture) : picture) as { variants: CardRow['variants'] } | null;
      return { id: uuidOf(id), state, variants: read?.variants ?? [] };
    });
  }

  /** Has every card say that an older version of `standard` made it. */
  async ageCards(recipeVersion: number): Promise<void> {
    await this.gallery.query('UPDATE card SET recipe_version = ?', [recipeVersion]);
  }

  /** Photos that both the ledger and the gallery are done with. */
  async settled(): Promise<Set<string>> {
    const done = async (pool: Pool, table: string) =>
      (await rowsOf<{ id: Buffer }>(pool, `SELECT id FROM ${table} WHERE state IN ('ready', 'rejected')`)).map(({ id }) =>
        uuidOf(id),
      );
    const [ledger, gallery] = await Promise.all([done(this.uploads, 'upload'), done(this.gallery, 'card')]);
    const shown = new Set(gallery);
    return new Set(ledger.filter((id) => shown.has(id)));
  }

  /** Facts that were promised and not told yet. */
  async promisesOpen(): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(this.uploads, 'SELECT COUNT(*) AS count FROM outbox WHERE sent_at IS NULL');
    return row!.count;
  }

  /** Every key of a bucket, with its length in bytes. */
  async objects(bucket: BucketName): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    let ContinuationToken: string | undefined;
    do {
      const page = await this.clients.s3.send(new ListObjectsV2Command({ Bucket: names.bucket(bucket), ContinuationToken }));
      for (const { Key, Size } of page.Contents ?? []) found.set(Key!, Size!);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    return found;
  }

  /** What really lies there. */
  async bytes(bucket: BucketName, Key: string): Promise<Buffer> {
    const { Body } = await this.clients.s3.send(new GetObjectCommand({ Bucket: names.bucket(bucket), Key }));
    return Buffer.from(await Body!.transformToByteArray());
  }

  /** Puts an object where no service would. */
  async plant(bucket: BucketName, Key: string, Body: Uint8Array, ContentType: string): Promise<void> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket: names.bucket(bucket), Key, Body, ContentType }));
  }

  async remove(bucket: BucketName, Key: string): Promise<void> {
    await this.clients.s3.send(new DeleteObjectCommand({ Bucket: names.bucket(bucket), Key }));
  }

  /** In hex, of what really lies there. */
  async sha256(bucket: BucketName, Key: string): Promise<string> {
    const { Body } = await this.clients.s3.send(new GetObjectCommand({ Bucket: names.bucket(bucket), Key }));
    const hash = createHash('sha256');
    for await (const chunk of Body as Readable) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  /** How many messages were set aside, over all inboxes. */
  async deadLetters(): Promise<number> {
    const counts = await Promise.all(
      Object.keys(inboxes).map(async (inbox) => {
        const { QueueUrl } = await this.clients.sqs.send(new GetQueueUrlCommand({ QueueName: names.deadLetterQueue(inbox) }));
        const { Attributes } = await this.clients.sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl,
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
        return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }
}

async function rowsOf<Row>(pool: Pool, sql: string): Promise<Row[]> {
  const [rows] = await pool.query<RowDataPacket[]>(sql);
  return rows as Row[];
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
