/** How long one picture may take from its bytes to its variants: the handler's limit, less what it takes to fetch and to store. */
export const pictureSecondsMax = 45;

/** The work on one picture did not end in its time. It may do so when the machine is less busy. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';

  constructor(options?: ErrorOptions) {
    super('The picture was not ready in its time.', options);
  }
}

/** Waits for `work` no longer than this. Decoding cannot be called off, so it may go on behind our back; its end is not heard. */
export async function inTime<Result>(secondsMax: number, work: Promise<Result>): Promise<Result> {
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TooSlow()), secondsMax * 1_000);
  try {
    return await Promise.race([work, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}
