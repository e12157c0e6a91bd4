import { DomainError } from './domain-error.js';

/** All connections are in use, and stayed so for too long: more waiting would only make it worse. */
export class DatabaseBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'unavailable';

  constructor() {
    super('We are very busy at the moment. Try again shortly.', { reason: 'no free database connection' });
  }
}
