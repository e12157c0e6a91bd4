import { Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { photoId, uploadAccepted, uploadStatus, type PhotoId, type UploadAccepted, type UploadStatus } from '@pinhole/contracts';
import { cacheControl } from '@pinhole/resources';
import { PublicUrl } from '@pinhole/service-kit';
import type { Request, Response } from 'express';
import { AcceptUpload } from './accept-upload.js';
import { FindUpload } from './find-upload.js';
import { presentAccepted, presentUpload } from './present-upload.js';
import { readForm } from './read-form.js';
import { refuseTooLong } from './refuse-too-long.js';
import { uploadForm } from './upload-form.openapi.js';
import { UploadLimits } from './upload-limits.js';

@ApiTags('uploads')
@Controller('v1/uploads')
export class UploadsController {
  constructor(
    private readonly acceptUpload: AcceptUpload,
    private readonly findUpload: FindUpload,
    private readonly limits: UploadLimits,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Post()
  @HttpCode(201)
  @Header('Cache-Control', cacheControl.none)
  @ApiOperation({
    operationId: 'createUpload',
    summary: 'Upload one photo. 201 once it is stored for good; then it is made ready.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: uploadForm })
  @ApiCreatedResponse({ standardSchema: uploadAccepted })
  async create(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<UploadAccepted> {
    refuseTooLong(request.headers, this.limits.uploadBytesMax);
    const id = await this.acceptUpload.execute(readForm(request), goneSignal(request));
    const accepted = presentAccepted(id, this.publicUrl.value);
    response.setHeader('Location', accepted.statusUrl);
    return accepted;
  }

  @Get(':id')
  @Header('Cache-Control', cacheControl.none)
  @ApiOperation({ operationId: 'getUpload', summary: 'Where an upload stands.' })
  @ApiOkResponse({ standardSchema: uploadStatus })
  async find(@Param('id', { schema: photoId }) id: PhotoId): Promise<UploadStatus> {
    return presentUpload(await this.findUpload.execute(id), this.publicUrl.value);
  }
}

/** Aborted once the client has gone before its request was whole. */
function goneSignal(request: Request): AbortSignal {
  const gone = new AbortController();
  request.once('close', () => {
    if (!request.complete) gone.abort();
  });
  return gone.signal;
}
