/**
 * How Node.js is to be started for what bytes only pass through, the edge and the emulator: nothing grows old there, so it is
 * enough to look at what is new. Buffers are counted in, or Node.js looks among all that is old whenever 32 MB have passed,
 * which took a quarter of the emulator's CPU and two thirds of the edge's.
 */
export const passingHeap: readonly string[] = [
  '--max-semi-space-size=1',
  '--external-memory-accounted-in-global-limit',
  '--heap-growing-percent=200',
];
