import { DomainError } from './domain-error.js';

/** The address is right and the method is not; the Allow header says which would be. */
export class MethodNotAllowed extends DomainError {
  readonly kind = 'method_not_allowed';
  readonly code = 'method_not_allowed';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(allowed: readonly string[]) {
    const list = allowed.join(', ');
    super(`This address knows only ${list}.`);
    this.headers = { Allow: list };
  }
}
