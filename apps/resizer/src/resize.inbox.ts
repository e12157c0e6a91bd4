import { Injectable } from '@nestjs/common';
import { photoUploaded, type PhotoUploaded } from '@pinhole/contracts';
import { OnMessage, type Delivery } from '@pinhole/messaging';
import { firstRevision } from './first-revision.js';
import { ResizePhoto } from './resize-photo.js';

@Injectable()
export class ResizeInbox {
  constructor(private readonly resizePhoto: ResizePhoto) {}

  @OnMessage(photoUploaded)
  onPhotoUploaded(message: PhotoUploaded, delivery: Delivery): Promise<void> {
    return this.resizePhoto.execute({ ...message, revision: firstRevision }, delivery);
  }
}
