const KiB = 1024;
const MiB = 1024 * KiB;

/** Every limit that more than one package knows, with its unit and its reason. */
export const limits = {
  /** The largest original, unless UPLOAD_BYTES_MAX says otherwise: a 200 MP phone JPEG is about 100 MB. */
  uploadBytesMax: 200 * MiB,
  /** What a multipart body may hold beside the file: all text fields at their limits are about 30 kB in UTF-8. */
  uploadFieldsBytesMax: 64 * KiB,
  /** What is larger goes up in parts of this size, the least that S3 takes: the smaller they are, the more uploads have one in memory. */
  partBytes: 5 * MiB,
  fileNameMax: 255,
  /** Photos a page: the default, and the most one may ask for. */
  pageSizeDefault: 30,
  pageSizeMax: 100,
  /** How long a client may take for its request's headers, and how slow a body may come, over any window of that length. */
  headersSecondsMax: 60,
  bodyBytesPerSecondMin: 1_000,
  bodyRateWindowSeconds: 30,
  /** How long a browser keeps the answer to a preflight. */
  preflightSeconds: 2 * 60 * 60,
  /** What the edge keeps in memory. */
  edgeCacheBytesMax: 256 * MiB,
} as const;
