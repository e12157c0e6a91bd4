const MiB = 1024 * 1024;

/** The edge's own limits, each with the harm it stops. */
export const edgeLimits = {
  /** One answer worth keeping. What is larger passes through, so that a few of them cannot push out everything else. */
  objectBytesMax: 16 * MiB,
  /** And never more than this share of the whole memory. */
  objectShareOfMemory: 1 / 8,
  /** What an entry costs beside its body: headers, key, bookkeeping. Thousands of tiny answers count for what they are. */
  entryOverheadBytes: 2048,
  /** How long an origin may take until an answer of it is wholly here: those who wait for the same thing wait no longer. */
  originSecondsMax: 30,
  /** How long a client that asks first whether its body is wanted waits for a service that says nothing. */
  continueSecondsMax: 1,
  /** How long a service may think about a request that it has wholly received. Storing the last part of an upload takes seconds. */
  silentSecondsMax: 120,
  /** A reader that takes nothing for this long is gone, and what it holds in memory is let go. */
  stalledReaderSeconds: 60,
  /** An answer below this does not shrink enough to be worth the work. */
  compressBytesMin: 512,
  /** After an early answer the rest of a body is read and thrown away, or the client would see a reset in place of the answer. */
  linger: { secondsMax: 30, bytesMax: 512 * MiB },
  /** An early answer is sent whole, with its length. Problems are below 2 kB. */
  earlyAnswerBytesMax: 1 * MiB,
  /** What a client is told to wait where a service is away: about as long as a restart takes. */
  retryAfterSeconds: 2,
  healthSecondsMax: 2,
  /**
   * How long a request waits for a service that is away: longer than a service takes to start again, shorter than the 30 s after
   * which clients and load balancers take us for dead.
   */
  holdSecondsMax: 10,
  /** Between two looks whether it is back, the first and the longest: too short to be noticed, too long for a thousand to matter. */
  holdPauseSeconds: { min: 0.05, max: 0.5 },
  /** How often a request that was heard and not answered goes again: one that ends whoever hears it must not do so for 10 s. */
  holdResetsMax: 3,
};

export type EdgeLimits = Readonly<typeof edgeLimits>;
