import { DomainError } from '@pinhole/service-kit';

/** How soon a client that found the store busy should try again: a part of a slow line is sent by then. */
const busyRetryAfterSeconds = 30;

/** There is an object under this key already, and what is written once stays. */
export class ObjectAlreadyExists extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'object_already_exists';

  constructor(readonly key: string) {
    super('This has been stored already, and what is stored is never changed.');
  }
}

export class ObjectTooLarge extends DomainError {
  readonly kind = 'too_large';
  readonly code = 'object_too_large';

  constructor(readonly bytesMax: number) {
    super(`This is larger than ${bytesMax} bytes, the most we take.`);
  }
}

/** So many uploads share the memory for parts that one waited too long for its turn. */
export class StoreBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'store_busy';
  override readonly retryAfterSeconds = busyRetryAfterSeconds;

  constructor() {
    super('Too many uploads are on their way at this moment. Nothing of this one was kept: try again shortly.');
  }
}
