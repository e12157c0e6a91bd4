import { setTimeout as pause } from 'node:timers/promises';
import { uploadAccepted } from '@pinhole/contracts';
import type { Client } from './client.js';
import type { SentPicture } from './photo-pool.js';

export interface Accepted {
  readonly id: string;
  readonly sha256: string;
  /** The one with the 201 included. */
  readonly tries: number;
}

/** A restart takes seconds, even of a database on a busy machine; several may come one after another. */
const acceptedSecondsMax = 240;
/** Whoever is not answered at all in this time takes the request for lost. */
const answerSecondsMax = 90;
/** Before the next try, where nobody said how long to wait. */
const pauseSeconds = 1;
/** What says: send it again. */
const againStatuses = [502, 503, 504];

/** A client as we tell people to write it: it sends again what got no answer, and after Retry-After what got a 502 to 504. */
export async function uploadUntilAccepted(client: Client, picture: SentPicture, signal?: AbortSignal): Promise<Accepted> {
  const until = performance.now() + acceptedSecondsMax * 1_000;
  for (let tries = 1; performance.now() < until; tries += 1) {
    signal?.throwIfAborted();
    const said = await tryOnce(client, picture);
    if ('id' in said) return { id: said.id, sha256: picture.sha256, tries };
    await pause(said.againAfterSeconds * 1_000, undefined, { signal });
  }
  throw new Error(`${picture.name} was not accepted within ${acceptedSecondsMax} s.`);
}

async function tryOnce(client: Client, { name, bytes }: SentPicture): Promise<{ id: string } | { againAfterSeconds: number }> {
  const answer = await wholeAnswer(client, bytes, name);
  if (answer === 'none') return { againAfterSeconds: pauseSeconds };
  if (answer.status === 201) return uploadAccepted.parse(JSON.parse(answer.text));
  const retryAfterSeconds = Number(answer.retryAfter);
  if (againStatuses.includes(answer.status) && retryAfterSeconds > 0) return { againAfterSeconds: retryAfterSeconds };
  throw new Error(`${name}: ${answer.status}, Retry-After ${answer.retryAfter}: ${answer.text}`);
}

/** An answer of which a part is missing is none. */
async function wholeAnswer(client: Client, bytes: Buffer, fileName: string) {
  try {
    const response = await client.post(bytes, fileName, {}, AbortSignal.timeout(answerSecondsMax * 1_000));
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
  } catch {
    return 'none';
  }
}
