import { Injectable } from '@nestjs/common';
import {
  photoPreviewed,
  photoRejected,
  photoResized,
  photoUploaded,
  type PhotoPreviewed,
  type PhotoRejected,
  type PhotoResized,
  type PhotoUploaded,
} from '@pinhole/contracts';
import { OnMessage } from '@pinhole/messaging';
import { BuildCard } from './build-card.js';

@Injectable()
export class CardInbox {
  constructor(private readonly buildCard: BuildCard) {}

  @OnMessage(photoUploaded)
  onPhotoUploaded(message: PhotoUploaded): Promise<void> {
    return this.buildCard.processing(message);
  }

  @OnMessage(photoPreviewed)
  onPhotoPreviewed(message: PhotoPreviewed): Promise<void> {
    return this.buildCard.preview(message);
  }

  @OnMessage(photoResized)
  onPhotoResized(message: PhotoResized): Promise<void> {
    return this.buildCard.ready(message);
  }

  @OnMessage(photoRejected)
  onPhotoRejected(message: PhotoRejected): Promise<void> {
    return this.buildCard.rejected(message);
  }
}
