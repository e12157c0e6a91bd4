import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.js';

export interface RecordedProcess {
  readonly name: string;
  readonly pid: number;
  readonly identity: string;
}

const fileName = /^processes-[\w-]+\.json$/;

/** Remembers on disk which processes are ours, so that whoever comes after a killed supervisor can end them. */
export class ProcessRecord {
  readonly file: string;
  readonly #processes = new Map<string, RecordedProcess>();

  constructor(folder: string, owner: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, `processes-${owner}.json`);
  }

  add(name: string, pid: number): void {
    const identity = processIdentity(pid);
    if (identity === null) return; // It is dead already.
    this.#processes.set(name, { name, pid, identity });
    this.#write();
  }

  pids(): Record<string, number> {
    return Object.fromEntries([...this.#processes.values()].map(({ name, pid }) => [name, pid]));
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }

  /** By a rename: a reader sees the old list or the new one, never half of one. */
  #write(): void {
    writeFileSync(`${this.file}.new`, JSON.stringify([...this.#processes.values()], null, 2));
    renameSync(`${this.file}.new`, this.file);
  }
}

export function recordFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => fileName.test(name))
    .map((name) => join(folder, name));
}

/** What a record says, leaving out whatever does not look like one: a damaged record must end no stranger. */
export function readRecord(file: string): RecordedProcess[] {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(content) ? content.filter(isRecordedProcess) : [];
  } catch {
    return [];
  }
}

function isRecordedProcess(entry: unknown): entry is RecordedProcess {
  const { name, pid, identity } = (entry ?? {}) as Partial<RecordedProcess>;
  return typeof name === 'string' && Number.isInteger(pid) && (pid ?? 0) > 1 && typeof identity === 'string' && identity !== '';
}
