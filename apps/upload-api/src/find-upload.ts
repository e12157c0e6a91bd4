import { Injectable } from '@nestjs/common';
import type { PhotoId } from '@pinhole/contracts';
import { DataSource } from 'typeorm';
import { UploadEntity } from './upload.entity.js';
import { UploadNotFound } from './upload.errors.js';

@Injectable()
export class FindUpload {
  constructor(private readonly database: DataSource) {}

  async execute(id: PhotoId): Promise<UploadEntity> {
    const upload = await this.database.manager.findOneBy(UploadEntity, { id });
    if (!upload) throw new UploadNotFound(id);
    return upload;
  }
}
