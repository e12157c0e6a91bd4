import type { Origin } from '@pinhole/resources';
import type { Logger } from '@pinhole/service-kit/plain';
import type { CachedAnswers } from './cached-answers.js';
import type { EdgeLimits } from './edge-limits.js';
import type { CachedOrigin } from './origin-answer.js';
import type { Service } from './reach-service.js';

/** All that answering a request needs. */
export interface EdgeParts {
  readonly publicUrl: URL;
  readonly answers: CachedAnswers;
  readonly origins: Readonly<Record<Origin, CachedOrigin>>;
  /** Those of the origins that take more than GET. */
  readonly services: Readonly<Partial<Record<Origin, Service>>>;
  /** Whose readiness is ours. */
  readonly health: Readonly<Record<string, URL>>;
  readonly limits: EdgeLimits;
  readonly isDraining: () => boolean;
  readonly logger: Logger;
}
