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

/**
 * The resizer's buffers are pictures, and to get each from the system and give it back was a quarter of all its CPU. What one
 * arena keeps, the next picture takes; more arenas each keep their own.
 */
const pictureAllocator = { MALLOC_ARENA_MAX: '1' };

/** How a service allocates what lies outside of Node.js’s own heap. */
export function allocatorOf(service: string): Readonly<Record<string, string>> {
  return service === 'resizer' ? pictureAllocator : frugalAllocator;
}

/** How Node.js is to be started for a service. */
export function heapOf(service: string): readonly string[] {
  return service === 'upload-api' ? frugalHeap : service === 'edge' ? passingHeap : [];
}
