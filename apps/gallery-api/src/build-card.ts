import { Injectable } from '@nestjs/common';
import type { PhotoFacts, PhotoPreviewed, PhotoRejected, PhotoResized, PhotoUploaded } from '@pinhole/contracts';
import { DataSource } from 'typeorm';
import { CardEntity } from './card.entity.js';

/**
 * Keeps the cards in step with what was said of each photo. Messages come in any order, once or thrice, and the end is the
 * same: each move is one conditional UPDATE that never goes back, and `ready` wins over everything, a giving-up included.
 */
@Injectable()
export class BuildCard {
  constructor(private readonly database: DataSource) {}

  /** From the first second a photo has a card, whichever message comes first: every one carries the photo's facts. */
  async processing({ photo }: Pick<PhotoUploaded, 'photo'>): Promise<void> {
    await this.database
      .createQueryBuilder()
      .insert()
      .into(CardEntity)
      .values({ ...factsOf(photo), state: 'processing', revision: 0, picture: null, rejection: null })
      .orUpdate(['id'], ['id']) // The card that is there knows as much or more.
      .updateEntity(false)
      .execute();
  }

  /** Of a card that knows more already, or better, nothing changes. Its revision stays 0: a preview is not a making. */
  async preview({ photo, picture }: PhotoPreviewed): Promise<void> {
    await this.processing({ photo });
    await this.database
      .createQueryBuilder()
      .update(CardEntity)
      .set({ state: 'preview', picture })
      .where({ id: photo.id })
      .andWhere(`state = 'processing'`)
      .execute();
  }

  async ready({ photo, revision, recipe, picture, ...said }: PhotoResized): Promise<void> {
    await this.processing({ photo });
    await this.database
      .createQueryBuilder()
      .update(CardEntity)
      .set({
        state: 'ready',
        revision,
        recipeName: recipe.name,
        recipeVersion: recipe.version,
        ...takenFrom(said),
        camera: said.camera,
        exposure: said.exposure,
        location: said.location,
        animated: said.animated,
        degraded: said.degraded,
        picture,
        rejection: null,
      })
      .where({ id: photo.id })
      .andWhere(`(revision < :revision OR (revision = :revision AND state <> 'ready'))`, { revision })
      .execute();
  }

  async rejected({ photo, rejection }: PhotoRejected): Promise<void> {
    await this.processing({ photo });
    await this.database
      .createQueryBuilder()
      .update(CardEntity)
      .set({ state: 'rejected', picture: null, rejection })
      .where({ id: photo.id })
      .andWhere(`state IN ('processing', 'preview')`)
      .execute();
  }
}

function factsOf(photo: PhotoFacts) {
  const { id, owner, title, description, tags, visibility } = photo;
  return { id, owner, title, description, tags, visibility, uploadedAt: new Date(photo.uploadedAt) };
}

function takenFrom({ takenAt, takenOffset }: Pick<PhotoResized, 'takenAt' | 'takenOffset'>) {
  return takenAt === null ? { takenAt: null, takenOffset: null } : { takenAt: new Date(takenAt), takenOffset };
}
