import { startStack } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import { against, quantile, told, type Figure } from './support/figures.js';
import type { Measurement } from './support/measurement.js';
import { uploadPhoto, type Seen } from './support/upload-photo.js';

/** What a person waits without wondering; on two cores. */
const readyMillisecondsMax = { p50: 2_500, p95: 5_000 };

/** How long a photo takes from its 201 until it is seen, and until it is ready: a 12 MP JPEG, one at a time, nothing else going on. */
export const latency: Measurement = {
  name: 'latency',
  title: 'A 12 MP JPEG on an idle stack, from its 201 on',
  async measure(scale) {
    const stack = await startStack();
    try {
      const photo = new Blob([Buffer.from(await makePhoto({ width: 4000, height: 3000, grain: 18 }))]);
      await uploadPhoto(stack.url, photo); // Warm: what the first photo loads is not what a photo costs.
      const rounds: Seen[] = [];
      for (let round = 0; round < (scale === 'full' ? 20 : 3); round += 1) rounds.push(await uploadPhoto(stack.url, photo));
      return figuresOf(rounds);
    } finally {
      await stack.stop();
    }
  },
};

function figuresOf(rounds: readonly Seen[]): Figure[] {
  const of = (moment: keyof Seen, share: number) =>
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
