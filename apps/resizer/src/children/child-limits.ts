const million = 1_000_000;

/** What one child may take, and for how long it may live. */
export const childLimits = {
  /**
   * One picture, from its bytes to what is made of it. The largest ladder within the caps takes about 20 s of both cores; what
   * takes longer hangs. Nothing within the process can end a decoder, so the process is killed. A preview that takes longer than
   * ten is none any more: its ladder says what is wrong.
   */
  secondsMax: { ladder: 45, preview: 10 },
  /** From its start until it says that it is ready: half a second, unless the machine is very busy. */
  startSecondsMax: 60,
  /**
   * RLIMIT_DATA. 600 MB of it are mapped, though not used, before the first pixel. What asks for more gets an error from its own
   * allocator within milliseconds, where it would otherwise fill the machine first.
   */
  dataBytesMax: 2_000 * million,
  /**
   * What is predicted to take more than this goes to a child that nothing else went through: of its ceiling the largest pictures need
   * nearly all, and what an earlier one left in pieces may be what is lacking.
   */
  freshFromBytes: 800 * million,
  /** Where a whole machine runs out of memory, the kernel ends the process of the highest score: 1000 is the highest of all. */
  oomScore: 1_000,
  /** What a child keeps in pieces grows with what went through it: after so many photos, or so many pixels, there is a new one. */
  photosMax: 250,
  pixelsMax: 4_000 * million,
  /** WebAssembly, in which HEIC is decoded, gives no memory back: after a larger one than phones mostly make there is a new child. */
  heicPixelsKept: 16 * million,
  /** Kept of what a child says before it dies. */
  lastWordsMax: 2_000,
} as const;
