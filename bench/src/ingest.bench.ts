import { randomUUID } from 'node:crypto';
import { putStraight } from './peers/put-straight.js';
import { cpuSeconds } from './support/cpu-seconds.js';
import { eachAtOnce } from './support/each-at-once.js';
import { emptyBucket } from './support/empty-bucket.js';
import { against, median, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { openIngest, type Ingest } from './support/open-ingest.js';
import { peakMemoryBytes } from './support/process-memory.js';
import { sendBody } from './support/send-body.js';
import { makeSentFile, type SentFile } from './support/sent-file.js';

const MB = 1_000_000;
const fileBytes = 20 * MB;
const atOnce = 4;
const ratioMin = 0.8;
const peakMegabytesMax = 250;

const sizes: Record<Scale, { rounds: number; uploads: number; crowd: number }> = {
  full: { rounds: 7, uploads: 32, crowd: 50 },
  quick: { rounds: 1, uploads: 4, crowd: 8 },
};

/** What it costs to take photos in, against the same bytes sent straight to the store in the same parts. */
export const ingest: Measurement = {
  name: 'ingest',
  title: `Uploads of ${fileBytes / MB} MB through edge and upload-api`,
  async measure(scale) {
    const way = await openIngest();
    try {
      const file = makeSentFile(fileBytes);
      const { crowd, ...load } = sizes[scale];
      // First, since a peak stays: all the memory that it ever takes is that of the crowd.
      const memory = await crowdIn(way, file, crowd);
      return [...(await speedOf(way, file, load)), ...memory];
    } finally {
      await way.stop();
    }
  },
};

async function crowdIn(way: Ingest, file: SentFile, uploads: number): Promise<Figure[]> {
  await eachAtOnce(Array(uploads).fill(file), [way], uploads, upload);
  await emptyBucket(way.clients.s3, way.bucket);
  const bytes = peakMemoryBytes(way.uploadApi.pid);
  if (bytes === null) return [];
  return [against(`most memory of upload-api, ${uploads} at once`, bytes / MB, 'MB', peakMegabytesMax, { atMost: 1 })];
}

interface Round {
  readonly megabytesPerSecond: number;
  /** CPU milliseconds of each for a megabyte. */
  readonly uploadApi: number;
  readonly edge: number;
}

/** In turns, so that what else the machine does meets both. */
async function speedOf(way: Ingest, file: SentFile, { rounds, uploads }: { rounds: number; uploads: number }): Promise<Figure[]> {
  const both = { straight, upload };
  const all = { straight: [] as Round[], upload: [] as Round[] };
  for (let round = -1; round < rounds; round += 1)
    for (const [name, send] of Object.entries(both)) {
      const measured = await roundOf(way, file, uploads, send);
      // The first round warms.
      if (round >= 0) all[name as keyof typeof all].push(measured);
    }
  const of = (rounds: Round[], figure: keyof Round) => median(rounds.map((each) => each[figure]));
  const bound = of(all.straight, 'megabytesPerSecond');
  return [
    against('a second, the bound straight to the store', of(all.upload, 'megabytesPerSecond'), 'MB', bound, {
      atLeast: ratioMin,
    }),
    told('CPU of upload-api for a MB', of(all.upload, 'uploadApi'), 'ms'),
    told('CPU of the edge for a MB', of(all.upload, 'edge'), 'ms'),
  ];
}

type Send = (way: Ingest, file: SentFile) => Promise<unknown>;

const straight: Send = ({ clients, bucket }, { bytes }) => putStraight(clients.s3, bucket, `o/00/${randomUUID()}`, bytes);

const upload: Send = ({ agent, edgeUrl }, { form, contentType }) =>
  sendBody(agent, 'POST', `${edgeUrl}/v1/uploads`, form, { 'content-type': contentType });

async function roundOf(way: Ingest, file: SentFile, uploads: number, send: Send): Promise<Round> {
  const spent = () => [way.uploadApi, way.edge].map(({ pid }) => cpuSeconds(pid));
  const [before, began] = [spent(), performance.now()];
  await eachAtOnce(Array(uploads).fill(file), [way], atOnce, send);
  const [seconds, after] = [(performance.now() - began) / 1_000, spent()];
  await emptyBucket(way.clients.s3, way.bucket);
  const megabytes = (uploads * fileBytes) / MB;
  const [uploadApi, edge] = after.map((cpu, index) => ((cpu - before[index]!) * 1_000) / megabytes);
  return { megabytesPerSecond: megabytes / seconds, uploadApi: uploadApi!, edge: edge! };
}
