import { existsSync, readFileSync } from 'node:fs';

/** The most memory that a process ever held, in bytes, as Linux counts it; null on systems that do not say. */
export function peakMemoryBytes(pid: number): number | null {
  return bytesIn(statusOf(pid), 'VmHWM');
}

/** What a process holds now, in bytes; null on systems that do not say, and of a process that has ended. */
export function memoryBytes(pid: number): number | null {
  return bytesIn(statusOf(pid), 'VmRSS');
}

export function bytesIn(status: string, field: 'VmHWM' | 'VmRSS'): number | null {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
}

function statusOf(pid: number): string {
  const path = `/proc/${pid}/status`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
