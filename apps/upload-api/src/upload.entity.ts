import type { ObjectKey, OwnerId, PhotoId, UploadState, Visibility } from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The ledger: one row is one photo that we said yes to, and how far it came. */
@Entity('upload')
export class UploadEntity {
  @PrimaryColumn('binary', { length: 16, transformer: uuidBytes })
  id!: PhotoId;

  @Column('enum', { enum: ['processing', 'ready', 'rejected'] })
  state!: UploadState;

  @Column('varchar', { name: 'rejection_code', length: 64, nullable: true })
  rejectionCode!: string | null;

  @Column('varchar', { name: 'rejection_detail', length: 500, nullable: true })
  rejectionDetail!: string | null;

  @Column('binary', { name: 'owner_id', length: 16, transformer: uuidBytes })
  ownerId!: OwnerId;

  /** As the client called the file. Metadata: never part of a key, never shown to others. */
  @Column('varchar', { name: 'file_name', length: 255 })
  fileName!: string;

  @Column('varchar', { length: 200 })
  title!: string;

  @Column('text')
  description!: string;

  @Column('json')
  tags!: string[];

  @Column('enum', { enum: ['public', 'unlisted'] })
  visibility!: Visibility;

  @Column('varchar', { name: 'object_key', length: 200 })
  objectKey!: ObjectKey;

  /** Media type, read from the bytes. */
  @Column('varchar', { length: 40 })
  type!: string;

  @Column('bigint', { unsigned: true, transformer: { to: (bytes: number) => bytes, from: Number } })
  bytes!: number;

  /** In hex, of the original as received. */
  @Column('char', { length: 64 })
  sha256!: string;

  /** Of `standard`: the newest there was when the photo came. */
  @Column('int', { name: 'recipe_version', unsigned: true, default: 1 })
  recipeVersion!: number;

  @Column('datetime', { name: 'received_at', precision: 3 })
  receivedAt!: Date;

  @Column('datetime', { name: 'settled_at', precision: 3, nullable: true })
  settledAt!: Date | null;

  /** How often the sweeper has rung again for it. */
  @Column('int', { unsigned: true })
  rings!: number;

  /** When it was last rung for, the acceptance included. */
  @Column('datetime', { name: 'rung_at', precision: 3 })
  rungAt!: Date;

  /** When the sweeper rings next; null once it is settled or given up. */
  @Column('datetime', { name: 'ring_at', precision: 3, nullable: true })
  ringAt!: Date | null;
}
