import { Injectable } from '@nestjs/common';
import { photoRejected, photoResized, type PhotoRejected, type PhotoResized } from '@pinhole/contracts';
import { OnMessage } from '@pinhole/messaging';
import { SettleUpload } from './settle-upload.js';

@Injectable()
export class SettleInbox {
  constructor(private readonly settleUpload: SettleUpload) {}

  @OnMessage(photoResized)
  onPhotoResized({ photo }: PhotoResized): Promise<void> {
    return this.settleUpload.ready(photo.id, new Date());
  }

  @OnMessage(photoRejected)
  onPhotoRejected({ photo, rejection }: PhotoRejected): Promise<void> {
    return this.settleUpload.rejected(photo.id, rejection, new Date());
  }
}
