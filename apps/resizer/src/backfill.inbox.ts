import { Injectable } from '@nestjs/common';
import { resizeAsked, type ResizeAsked } from '@pinhole/contracts';
import { OnMessage, type Delivery } from '@pinhole/messaging';
import { ResizePhoto } from './resize-photo.js';

@Injectable()
export class BackfillInbox {
  constructor(private readonly resizePhoto: ResizePhoto) {}

  @OnMessage(resizeAsked)
  onResizeAsked(message: ResizeAsked, delivery: Delivery): Promise<void> {
    return this.resizePhoto.execute(message, delivery);
  }
}
