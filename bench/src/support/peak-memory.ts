import { existsSync, readFileSync } from 'node:fs';

/** The most memory that a process ever held, in bytes, as Linux counts it; null on systems that do not say. */
export function peakMemoryBytes(pid: number): number | null {
  const status = `/proc/${pid}/status`;
  return existsSync(status) ? peakIn(readFileSync(status, 'utf8')) : null;
}

export function peakIn(status: string): number | null {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
}
