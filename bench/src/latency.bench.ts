import { startStack, type LocalStack } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import { against, quantile, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { sendBurst } from './support/send-burst.js';
import { uploadPhoto, type Seen } from './support/upload-photo.js';

/** What a person waits without wondering; on two cores. */
const readyMillisecondsMax = { p50: 2_500, p95: 5_000 };
/** What a person calls at once. */
const previewMillisecondsMax = 500;
/** A flood is visible before it is perfect. */
const previewShareMax = 0.2;

const sizes = { '12 MP': { width: 4000, height: 3000 }, '24 MP': { width: 6000, height: 4000 } } as const;
const roundsAt: Record<Scale, number> = { full: 20, quick: 3 };
const burstAt: Record<Scale, number> = { full: 200, quick: 12 };

/** How long a photo takes until it is seen, and until it is ready: one at a time with nothing else going on, and in a burst. */
export const latency: Measurement = {
  name: 'latency',
  title: 'JPEGs on an idle stack, one at a time and in a burst',
  async measure(scale) {
    const stack = await startStack();
    try {
      const figures: Figure[] = [];
      for (const [size, sides] of Object.entries(sizes)) {
        const photo = new Blob([Buffer.from(await makePhoto({ ...sides, grain: 18 }))]);
        figures.push(...alone(size, await eachAlone(stack, photo, roundsAt[scale])));
      }
      const photo = Buffer.from(await makePhoto({ ...sizes['12 MP'], grain: 18 }));
      return [...figures, ...(await inABurst(stack, photo, burstAt[scale]))];
    } finally {
      await stack.stop();
    }
  },
};

async function eachAlone({ url }: LocalStack, photo: Blob, rounds: number): Promise<Seen[]> {
  await uploadPhoto(url, photo); // Warm: what the first photo loads is not what a photo costs.
  const seen: Seen[] = [];
  for (let round = 0; round < rounds; round += 1) seen.push(await uploadPhoto(url, photo));
  return seen;
}

function alone(size: string, rounds: readonly Seen[]): Figure[] {
  const of = (moment: keyof Seen, share: number) =>
    quantile(
      rounds.map((round) => round[moment]),
      share,
    );
  const { p50, p95 } = readyMillisecondsMax;
  const ready = { p50: of('ready', 0.5), p95: of('ready', 0.95) };
  return [
    told(`${size}: from its 201 until it is in the gallery as processing, p50`, of('visible', 0.5), 'ms'),
    told(`${size}: from its first byte until its preview is, p50`, of('previewed', 0.5), 'ms'),
    against(`${size}: the same, p95`, of('previewed', 0.95), 'ms', previewMillisecondsMax, { atMost: 1 }),
    // What a person waits was said of phones' photos.
    ...(size === '12 MP'
      ? [
          against(`${size}: from its 201 until it is ready, p50`, ready.p50, 'ms', p50, { atMost: 1 }),
          against(`${size}: the same, p95`, ready.p95, 'ms', p95, { atMost: 1 }),
        ]
      : [told(`${size}: from its 201 until it is ready, p95`, ready.p95, 'ms')]),
  ];
}

async function inABurst(stack: LocalStack, photo: Buffer, photos: number): Promise<Figure[]> {
  const { previewed, lastSent, lastPreviewed, lastReady } = await sendBurst(stack, photo, photos);
  const seconds = (milliseconds: number) => milliseconds / 1_000;
  return [
    told(`${photos} at once: until the last is taken`, seconds(lastSent), 's'),
    told(`${photos} at once: from its first byte until its preview is, p50`, quantile(previewed, 0.5), 'ms'),
    told(`${photos} at once: the same, p95`, quantile(previewed, 0.95), 'ms'),
    against(
      `${photos} at once: until the last preview, the bound the last ladder`,
      ...([seconds(lastPreviewed), 's', seconds(lastReady)] as const),
      { atMost: previewShareMax },
    ),
  ];
}
