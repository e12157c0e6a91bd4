import { setTimeout as pause } from 'node:timers/promises';
import { mediaTypeOf, resizeAsked, type PhotoId, type ResizeAsked } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { OutboxEntity } from '@pinhole/messaging';
import { MoreThan } from 'typeorm';
import type { TestSite } from '../site.fixture.js';

export interface AskedFor {
  readonly id: PhotoId;
  /** `1 standard 2`: revision and recipe. */
  readonly making: string;
  readonly at: Date;
}

/** Stands in for relay, resizer and gallery: what is promised is stored, and shown where nothing newer is. */
export class Maker {
  readonly asked: AskedFor[] = [];
  /** Photos that no resizer can make. */
  readonly impossible = new Set<PhotoId>();
  private isStopped = false;
  private lastId = '0';
  private readonly ended: Promise<void>;

  constructor(
    private readonly site: TestSite,
    private readonly isIdle = false,
  ) {
    this.ended = this.work();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.ended;
  }

  makingsOf(photo: PhotoId): string[] {
    return this.asked.filter(({ id }) => id === photo).map(({ making }) => making);
  }

  private async work(): Promise<void> {
    for (let isLast = false; !isLast; await pause(20)) {
      isLast = this.isStopped;
      const where = { id: MoreThan(this.lastId), name: resizeAsked.name };
      for (const row of await this.site.site.uploads.manager.find(OutboxEntity, { where, order: { id: 'ASC' } })) {
        this.lastId = row.id;
        const { body, occurredAt } = JSON.parse(row.payload) as { body: unknown; occurredAt: string };
        await this.make(resizeAsked.body.parse(body), new Date(occurredAt));
      }
    }
  }

  private async make({ photo: { id }, revision, recipe }: ResizeAsked, at: Date): Promise<void> {
    this.asked.push({ id, making: `${revision} ${recipe.name} ${recipe.version}`, at });
    if (this.isIdle || this.impossible.has(id)) return;
    const { gallery } = this.site.site;
    const { picture } = await gallery.manager.findOneByOrFail(CardEntity, { id });
    const variants = picture!.variants.map((one) => ({ ...one, objectKey: this.site.keyOf(id, one.format as 'jpeg', revision) }));
    for (const { objectKey, format } of variants)
      await this.site.putVariant(objectKey, this.site.picture(format as 'jpeg'), mediaTypeOf[format]);
    await gallery
      .createQueryBuilder()
      .update(CardEntity)
      .set({ revision, recipeName: recipe.name, recipeVersion: recipe.version, picture: { ...picture!, variants } })
      .where({ id })
      .andWhere('revision < :revision', { revision })
      .execute();
  }
}
