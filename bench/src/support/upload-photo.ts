import { setTimeout as pause } from 'node:timers/promises';

const pollMilliseconds = 10;
/** A stack that has only just started, on a machine that has just built it. */
const secondsMax = 300;

export interface Seen {
  /** Milliseconds from the 201 on, until it is in the gallery. */
  readonly visible: number;
  /** And until all its variants are there. */
  readonly ready: number;
}

/** Uploads a photo through a stack's one door and waits until it is ready. */
export async function uploadPhoto(url: string, file: Blob): Promise<Seen> {
  const form = new FormData();
  form.append('file', file, 'bench.jpg');
  const accepted = await fetch(`${url}/v1/uploads`, { method: 'POST', body: form });
  const { id, statusUrl } = (await accepted.json()) as { id: string; statusUrl: string };
  const began = performance.now();
  await until(async () => (await fetch(`${url}/v1/photos/${id}`)).ok);
  const visible = performance.now() - began;
  // The ledger is asked, which no cache answers for: the edge keeps a photo for a second.
  await until(async () => {
    const { state } = (await (await fetch(statusUrl)).json()) as { state: string };
    if (state === 'rejected') throw new Error('The photo was rejected.');
    return state === 'ready';
  });
  return { visible, ready: performance.now() - began };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const last = performance.now() + secondsMax * 1_000;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`The photo was not ready after ${secondsMax} s.`);
    await pause(pollMilliseconds);
  }
}
