import type { PhotoId } from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row says by which recipe a further revision of a photo is made. Written before it is asked for, and never changed nor
 * deleted: bytes at a URL are of one recipe for ever. The first revision has none, it is of the ledger's.
 */
@Entity('making')
export class MakingEntity {
  @PrimaryColumn('binary', { name: 'photo_id', length: 16, transformer: uuidBytes })
  photoId!: PhotoId;

  @PrimaryColumn('int', { unsigned: true })
  revision!: number;

  @Column('varchar', { name: 'recipe_name', length: 40 })
  recipeName!: string;

  @Column('int', { name: 'recipe_version', unsigned: true })
  recipeVersion!: number;

  /** For the first time, by the database's clock. */
  @Column('datetime', { name: 'asked_at', precision: 3 })
  askedAt!: Date;
}
