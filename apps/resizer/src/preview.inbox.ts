import { Injectable } from '@nestjs/common';
import { photoUploaded, type PhotoUploaded } from '@pinhole/contracts';
import { OnMessage, type Delivery } from '@pinhole/messaging';
import { PreviewPhoto } from './preview-photo.js';

@Injectable()
export class PreviewInbox {
  constructor(private readonly previewPhoto: PreviewPhoto) {}

  @OnMessage(photoUploaded)
  onPhotoUploaded(message: PhotoUploaded, delivery: Delivery): Promise<void> {
    return this.previewPhoto.execute(message, delivery);
  }
}
