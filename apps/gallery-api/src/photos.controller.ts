import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { photoId, photoPage, photoView, type PhotoId, type PhotoView } from '@pinhole/contracts';
import { cacheControl, limits } from '@pinhole/resources';
import { PublicUrl } from '@pinhole/service-kit';
import type { Response } from 'express';
import { z } from 'zod';
import { decodeCursor } from './cursor.js';
import { FindPhoto } from './find-photo.js';
import { CursorInvalid } from './photo.errors.js';
import { PhotoPages } from './photo-pages.js';
import { presentPhoto } from './present-photo.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault).describe('Photos a page.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

@ApiTags('photos')
@Controller('v1/photos')
export class PhotosController {
  constructor(
    private readonly photoPages: PhotoPages,
    private readonly findPhoto: FindPhoto,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listPhotos',
    summary: 'Public photos, newest first. The next page stands in `nextCursor` and in `Link`.',
  })
  @ApiOkResponse({ standardSchema: photoPage })
  async list(
    @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>,
    @Res() response: Response,
  ): Promise<void> {
    const after = cursor === undefined ? null : decodeCursor(cursor);
    if (cursor !== undefined && !after) throw new CursorInvalid();
    const { body, etag, nextCursor } = await this.photoPages.find(limit, after);
    response.setHeader('Cache-Control', cacheControl.list);
    response.setHeader('ETag', etag);
    if (nextCursor) {
      const next = `${this.publicUrl.value}/v1/photos?limit=${limit}&cursor=${nextCursor}`;
      response.setHeader('Link', `<${next}>; rel="next"`);
    }
    response.type('json').send(body);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPhoto', summary: 'One photo, in whatever state it is.' })
  @ApiOkResponse({ standardSchema: photoView })
  async find(@Param('id', { schema: photoId }) id: PhotoId, @Res({ passthrough: true }) response: Response): Promise<PhotoView> {
    const card = await this.findPhoto.execute(id);
    response.setHeader('Cache-Control', card.visibility === 'public' ? cacheControl.list : cacheControl.unlisted);
    return presentPhoto(card, this.publicUrl.value);
  }
}
