import type { UploadState } from '@pinhole/contracts';
import { checks, type CheckName } from './checks.js';
import type { Fault } from './fault.js';

export interface CheckFindings {
  /** How many things were held against it. */
  compared: number;
  faults: number;
  /** The first of them. */
  readonly shown: Fault[];
  /** Why it could not be looked at. */
  unasked?: string;
}

export interface QueueCount {
  readonly queue: string;
  readonly messages: number;
}

/** What an audit has found so far. As large for a million faults as for ten. */
export class Findings {
  readonly checks: Readonly<Record<CheckName, CheckFindings>>;
  readonly uploads: Record<UploadState, number> = { processing: 0, ready: 0, rejected: 0 };
  readonly queues: QueueCount[] = [];

  constructor(
    private readonly shownMax: number,
    private readonly onFault: (fault: Fault) => void = () => undefined,
  ) {
    const none = (): CheckFindings => ({ compared: 0, faults: 0, shown: [] });
    this.checks = Object.fromEntries(Object.keys(checks).map((name) => [name, none()])) as Record<CheckName, CheckFindings>;
  }

  get faults(): number {
    return Object.values(this.checks).reduce((sum, { faults }) => sum + faults, 0);
  }

  compared(check: CheckName, count = 1): void {
    this.checks[check].compared += count;
  }

  unasked(check: CheckName, why: string): void {
    this.checks[check].unasked = why;
  }

  add(fault: Fault): void {
    const found = this.checks[fault.check];
    found.faults += 1;
    if (found.shown.length < this.shownMax) found.shown.push(fault);
    this.onFault(fault);
  }
}
