import { passingHeap } from '@pinhole/testing';

/**
 * What streams through a service is short-lived buffers outside of the heap, which go only when the small objects that hold them
 * do, and Node.js is in no hurry to look for those: garbage is looked for after 4 MiB of new objects, not after 16, and among old
 * ones when they have grown by so much, those buffers counted in. Only for who streams: it makes a list of photos dearer.
 */
const frugalHeap = ['--max-semi-space-size=4', '--heap-growing-percent=150', '--external-memory-accounted-in-global-limit'];

/**
 * glibc gives each thread arenas of its own and keeps what they once held: two are enough. Buffers of 64 KiB come and go by the
 * thousand: those it keeps to use again, up to 16 MiB, and what is larger than 1 MiB goes back to the system.
 */
export const frugalAllocator = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '16777216',
};

/** Originals and variants pass through the resizer whole; what makes them is in children, with heaps of their own. */
const heaps: Partial<Record<string, readonly string[]>> = { 'upload-api': frugalHeap, resizer: frugalHeap, edge: passingHeap };

/** How Node.js is to be started for a service. */
export function heapOf(service: string): readonly string[] {
  return heaps[service] ?? [];
}
