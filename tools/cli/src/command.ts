import type { Site } from './audit/site.js';

export interface Terminal {
  /** What was asked for: standard output. */
  readonly say: (text: string) => void;
  /** How it goes on: standard error. */
  readonly tell: (text: string) => void;
}

/** What a person typed, understood and not done yet. Says whether all is well in the end. */
export type Command = (site: Site, terminal: Terminal) => Promise<boolean>;
