import type {
  Camera,
  Exposure,
  HdrVariant,
  Location,
  Owner,
  PhotoId,
  PhotoState,
  Rejection,
  StoredVariant,
  Visibility,
} from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A photo as its variants show it. Width and height upright, in pixels. */
export interface CardPicture {
  width: number;
  height: number;
  color: string | null;
  thumbhash: string | null;
  variants: StoredVariant[];
  /** Not in rows of before there was any. */
  hdr?: HdrVariant | null;
}

/** A read model: one row is one photo of the gallery, ready to show. Rebuilt from messages, edited by nobody. */
@Entity('card')
export class CardEntity {
  @PrimaryColumn('binary', { length: 16, transformer: uuidBytes })
  id!: PhotoId;

  @Column('enum', { enum: ['processing', 'preview', 'ready', 'rejected'] })
  state!: PhotoState;

  /** Which making of the variants `picture` shows; 0 until one is whole. */
  @Column('int', { unsigned: true })
  revision!: number;

  /** What these say is so once the card is ready. */
  @Column('varchar', { name: 'recipe_name', length: 40, default: 'standard' })
  recipeName!: string;

  @Column('int', { name: 'recipe_version', unsigned: true, default: 1 })
  recipeVersion!: number;

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

  /** `+09:00`. Null with a moment: the camera did not say, and its clock was taken for UTC. */
  @Column('varchar', { name: 'taken_offset', length: 6, nullable: true })
  takenOffset!: string | null;

  @Column('json', { nullable: true })
  camera!: Camera | null;

  @Column('json', { nullable: true })
  exposure!: Exposure | null;

  /** For the owner alone, so it is read only by whoever names it. */
  @Column('json', { nullable: true, select: false })
  location!: Location | null;

  @Column('boolean', { default: false })
  animated!: boolean;

  @Column('boolean', { default: false })
  degraded!: boolean;

  @Column('json', { nullable: true })
  picture!: CardPicture | null;

  @Column('json', { nullable: true })
  rejection!: Rejection | null;
}
