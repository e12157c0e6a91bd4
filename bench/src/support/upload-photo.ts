import { setTimeout as pause } from 'node:timers/promises';

const pollMilliseconds = 10;
/** A stack that has only just started, on a machine that has just built it. */
const secondsMax = 300;

export interface Seen {
  /** Milliseconds from the 201 on, until it is in the gallery. */
  readonly visible: number;
  /** Milliseconds from the first byte sent, until there is something to look at. */
  readonly previewed: number;
  /** Milliseconds from the 201 on, until all its variants are there. */
  readonly ready: number;
}

interface Accepted {
  readonly id: string;
  readonly statusUrl: string;
}

/** Uploads a photo through a stack's one door and waits until it is ready. */
export async function uploadPhoto(url: string, file: Blob): Promise<Seen> {
  const sent = performance.now();
  const { id, statusUrl } = await sendPhoto(url, file);
  const accepted = performance.now();
  await until(async () => (await fetch(`${url}/v1/photos/${id}`)).ok);
  const visible = performance.now() - accepted;
  await until(async () => (await photoNow(url, id)).picture !== null);
  const previewed = performance.now() - sent;
  // The ledger is asked, which no cache answers for: the edge keeps a photo for a second.
  await until(async () => {
    const { state } = (await (await fetch(statusUrl)).json()) as { state: string };
    if (state === 'rejected') throw new Error('The photo was rejected.');
    return state === 'ready';
  });
  return { visible, previewed, ready: performance.now() - accepted };
}

async function sendPhoto(url: string, file: Blob): Promise<Accepted> {
  const form = new FormData();
  form.append('file', file, 'bench.jpg');
  const answer = await fetch(`${url}/v1/uploads`, { method: 'POST', body: form });
  if (answer.status !== 201) throw new Error(`The photo was not accepted: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Accepted;
}

let looks = 0;

/** To the edge each query is a page of its own, so it asks the gallery each time. */
async function photoNow(url: string, id: string): Promise<{ picture: object | null }> {
  return (await (await fetch(`${url}/v1/photos/${id}?look=${(looks += 1)}`)).json()) as { picture: object | null };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const last = performance.now() + secondsMax * 1_000;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`The photo was not ready after ${secondsMax} s.`);
    await pause(pollMilliseconds);
  }
}
