import type { Judge } from './restart-policy.js';

/** In which order processes stop: those that answer the world first, what they keep their data in last. */
export type Layer = 'services' | 'stores';

/** A process that has been started. */
export interface Launched {
  readonly pid: number | undefined;
  /** How it ended, in words; resolved when it has and its last line was heard. */
  readonly exited: Promise<string>;
}

/** One process that is kept alive: how it is started, and how one sees that it works. */
export interface ProcessPlan {
  readonly name: string;
  readonly layer: Layer;
  /** Starts it in a group of its own. That it cannot be started is a death like any other. */
  readonly launch: (onLine: (line: string) => void) => Launched | Promise<Launched>;
  /** Whether it answers yet. Asked again and again from its start until it is true. */
  readonly isReady: () => Promise<boolean>;
  /** Takes away what a process that was killed may have left, e.g. its container: after its last end. */
  readonly tidy?: () => Promise<void>;
  /** How its deaths are judged, where that is not as usual. */
  readonly judge?: Judge;
}

export interface Death {
  /** In words: `killed by SIGKILL`. */
  readonly how: string;
  readonly pauseSeconds: number;
  /** What it said before, the last line last. */
  readonly lastLines: readonly string[];
}

/** What happens to a process, told to whoever logs it and remembers its pid. */
export interface ProcessObserver {
  readonly onSpawned: (name: string, pid: number) => void;
  readonly onReady: (name: string, tookSeconds: number) => void;
  readonly onDied: (name: string, death: Death) => void;
  readonly onLine: (name: string, line: string) => void;
}
