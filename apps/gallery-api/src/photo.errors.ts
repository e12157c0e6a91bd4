import type { PhotoId } from '@pinhole/contracts';
import { DomainError } from '@pinhole/service-kit';

export class PhotoNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'photo_not_found';

  constructor(id: PhotoId) {
    super('There is no photo with this id. One just uploaded appears within a second.', { photoId: id });
  }
}

export class CursorInvalid extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'cursor_invalid';
  override readonly errors = [{ pointer: '#/cursor', detail: 'Not a cursor.' }];

  constructor() {
    super('This cursor is not one of ours. Take `nextCursor` of the page before, or leave it out for the first page.');
  }
}
