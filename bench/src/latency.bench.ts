import { startStack, type LocalStack } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import { against, quantile, told, type Figure } from './support/figures.js';
import type { Measurement } from './support/measurement.js';

/** What a person waits without wondering; on two cores. */
const readyMillisecondsMax = { p50: 2_500, p95: 5_000 };
const pollMilliseconds = 10;

interface Latency {
  readonly visible: number;
  readonly ready: number;
}

/** How long a photo takes from its 201 until it is seen, and until it is ready: a 12 MP JPEG, one at a time, nothing else going on. */
export const latency: Measurement = {
  name: 'latency',
  title: 'A 12 MP JPEG on an idle stack, from its 201 on',
  async measure(scale) {
    const stack = await startStack();
    try {
      const photo = new Blob([Buffer.from(await makePhoto({ width: 4000, height: 3000, grain: 18 }))]);
      await upload(stack, photo); // Warm: what the first photo loads is not what a photo costs.
      const rounds: Latency[] = [];
      for (let round = 0; round < (scale === 'full' ? 20 : 3); round += 1) rounds.push(await upload(stack, photo));
      return figuresOf(rounds);
    } finally {
      await stack.stop();
    }
  },
};

function figuresOf(rounds: readonly Latency[]): Figure[] {
  const of = (moment: keyof Latency, share: number) =>
    quantile(
      rounds.map((round) => round[moment]),
      share,
    );
  return [
    told('until it is in the gallery as processing, p50', of('visible', 0.5), 'ms'),
    told('until it is in the gallery as processing, p95', of('visible', 0.95), 'ms'),
    against('until it is ready, p50', of('ready', 0.5), 'ms', readyMillisecondsMax.p50, { atMost: 1 }),
    against('until it is ready, p95', of('ready', 0.95), 'ms', readyMillisecondsMax.p95, { atMost: 1 }),
  ];
}

/** Uploads it and waits until it is ready; milliseconds since the 201. */
async function upload(stack: LocalStack, file: Blob): Promise<Latency> {
  const form = new FormData();
  form.append('file', file, 'bench.jpg');
  const accepted = await fetch(`${stack.url}/v1/uploads`, { method: 'POST', body: form });
  const { id, statusUrl } = (await accepted.json()) as { id: string; statusUrl: string };
  const began = performance.now();
  await until(async () => (await fetch(`${stack.url}/v1/photos/${id}`)).ok);
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
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
}
