import type { LocalStack } from '@pinhole/local';
import { CardWatch } from './card-watch.js';
import { eachAtOnce } from './each-at-once.js';
import { sendPhoto } from './upload-photo.js';

/** As many connections as a browser opens. */
const atOnce = 6;
const secondsMax = 1_200;

export interface Burst {
  /** Milliseconds of each photo, from its own first byte until there was something to look at. */
  readonly previewed: number[];
  /** Milliseconds from the burst's first byte on. */
  readonly lastSent: number;
  readonly lastPreviewed: number;
  readonly lastReady: number;
}

/** Sends so many photos as fast as they are taken, and waits until all are ready. */
export async function sendBurst(stack: LocalStack, photo: Blob, photos: number): Promise<Burst> {
  await using watch = await CardWatch.on(stack.databaseUrls.gallery);
  const sentAt = new Map<string, number>();
  const began = performance.now();
  await eachAtOnce(Array(photos).fill(photo), [stack.url], atOnce, async (url, file: Blob) => {
    const sent = performance.now();
    const { id } = await sendPhoto(url, file);
    sentAt.set(id.replaceAll('-', '').toUpperCase(), sent);
  });
  const lastSent = performance.now() - began;
  await watch.untilReady([...sentAt.keys()], secondsMax);
  const previewed = [...sentAt].map(([id, sent]) => watch.previewedAt.get(id)! - sent);
  const lastOf = (moments: ReadonlyMap<string, number>) => Math.max(...[...sentAt.keys()].map((id) => moments.get(id)!)) - began;
  return { previewed, lastSent, lastPreviewed: lastOf(watch.previewedAt), lastReady: lastOf(watch.readyAt) };
}
