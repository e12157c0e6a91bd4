import http from 'node:http';
import type { LocalStack } from '@pinhole/local';
import { CardWatch } from './card-watch.js';
import { eachAtOnce } from './each-at-once.js';
import { sendBody } from './send-body.js';
import { asForm } from './sent-file.js';

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

/** Sends so many photos as fast as they are taken, at little cost of its own, and waits until all are ready. */
export async function sendBurst(stack: LocalStack, photo: Buffer, photos: number): Promise<Burst> {
  await using watch = await CardWatch.on(stack.databaseUrls.gallery);
  const sentAt = new Map<string, number>();
  const { form, contentType } = asForm(photo);
  const agent = new http.Agent({ keepAlive: true });
  const began = performance.now();
  await eachAtOnce(Array(photos).fill(form), [`${stack.url}/v1/uploads`], atOnce, async (url, body: Buffer) => {
    const sent = performance.now();
    const { text } = await sendBody(agent, 'POST', url, body, { 'content-type': contentType });
    const { id } = JSON.parse(text) as { id: string };
    sentAt.set(id.replaceAll('-', '').toUpperCase(), sent);
  });
  const lastSent = performance.now() - began;
  agent.destroy();
  await watch.untilReady([...sentAt.keys()], secondsMax);
  const previewed = [...sentAt].map(([id, sent]) => watch.previewedAt.get(id)! - sent);
  const lastOf = (moments: ReadonlyMap<string, number>) => Math.max(...[...sentAt.keys()].map((id) => moments.get(id)!)) - began;
  return { previewed, lastSent, lastPreviewed: lastOf(watch.previewedAt), lastReady: lastOf(watch.readyAt) };
}
