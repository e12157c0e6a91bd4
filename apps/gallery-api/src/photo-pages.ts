import { Injectable } from '@nestjs/common';
import type { PhotoPage } from '@pinhole/contracts';
import { PublicUrl } from '@pinhole/service-kit';
import { hash } from 'node:crypto';
import type { PagePosition } from './cursor.js';
import { ListPhotos } from './list-photos.js';
import { Popular } from './popular.js';
import { presentPhoto } from './present-photo.js';

/** A page as it goes out: the same bytes for all who ask for it at once. */
export interface PageAnswer {
  /** A `PhotoPage`, as JSON. */
  readonly body: Buffer;
  readonly etag: string;
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

@Injectable()
export class PhotoPages {
  private readonly popular = new Popular<PageAnswer>();

  constructor(
    private readonly listPhotos: ListPhotos,
    private readonly publicUrl: PublicUrl,
  ) {}

  find(limit: number, after: PagePosition | null): Promise<PageAnswer> {
    const key = `${limit} ${after?.uploadedAt.getTime()} ${after?.id}`;
    return this.popular.find(key, () => this.make(limit, after));
  }

  private async make(limit: number, after: PagePosition | null): Promise<PageAnswer> {
    const { cards, nextCursor } = await this.listPhotos.execute(limit, after);
    const page: PhotoPage = { items: cards.map((card) => presentPhoto(card, this.publicUrl.value)), nextCursor };
    const body = Buffer.from(JSON.stringify(page));
    return { body, etag: `W/"${hash('sha1', body, 'base64url')}"`, nextCursor };
  }
}
