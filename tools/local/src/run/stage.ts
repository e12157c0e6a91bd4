import type { Journal } from '../journal/journal.js';
import type { Supervisor } from '../supervision/supervisor.js';
import type { Tasks } from '../tasks/tasks.js';
import type { Folders } from './folders.js';

/** What every step of a start works with. */
export interface Stage {
  readonly folders: Folders;
  readonly journal: Journal;
  readonly supervisor: Supervisor;
  readonly tasks: Tasks;
  /** Aborted when everything is being stopped. */
  readonly over: AbortSignal;
  /** The caller's environment, without what is none of a child's business. */
  readonly inherited: NodeJS.ProcessEnv;
}
