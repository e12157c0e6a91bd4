import type { Owner, PhotoId, PhotoState, Rejection, StoredVariant, Visibility } from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A photo as its variants show it. Width and height upright, in pixels. */
export interface CardPicture {
  width: number;
  height: number;
  color: string | null;
  thumbhash: string | null;
  variants: StoredVariant[];
}

/** A read model: one row is one photo of the gallery, ready to show. Rebuilt from messages, edited by nobody. */
@Entity('card')
export class CardEntity {
  @PrimaryColumn('binary', { length: 16, transformer: uuidBytes })
  id!: PhotoId;

  @Column('enum', { enum: ['processing', 'preview', 'ready', 'rejected'] })
  state!: PhotoState;

  /** Which making of the variants `picture` shows; 0 until there is one. */
  @Column('int', { unsigned: true })
  revision!: number;

  @Column('varchar', { length: 200 })
  title!: string;

  @Column('text')
  description!: string;

  @Column('json')
  tags!: string[];

  @Column('enum', { enum: ['public', 'unlisted'] })
  visibility!: Visibility;

  @Column('json')
  owner!: Owner;

  @Column('datetime', { name: 'uploaded_at', precision: 3 })
  uploadedAt!: Date;

  @Column('datetime', { name: 'taken_at', precision: 3, nullable: true })
  takenAt!: Date | null;

  @Column('json', { nullable: true })
  picture!: CardPicture | null;

  @Column('json', { nullable: true })
  rejection!: Rejection | null;
}
