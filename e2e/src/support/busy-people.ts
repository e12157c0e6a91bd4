import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { photoPage } from '@pinhole/contracts';
import { eventually, makePhoto } from '@pinhole/testing';
import { Client } from './client.js';
import { seeded } from './cut.js';
import { PatientClient } from './patient-client.js';

const MB = 1_000_000;
const firstTurnSecondsMax = 120;
const settledSecondsMax = 180;

/** People who use the site while something is done to it: each uploads, and looks at the list, a photo and a picture, over and over. */
export class BusyPeople {
  /** What went wrong for one of them. */
  readonly failures: unknown[] = [];
  /** The SHA-256 of what was acknowledged, by the photo's id. */
  private readonly accepted = new Map<string, string>();
  private readonly over = new AbortController();
  private lives: Promise<void>[] = [];
  private turns = 0;

  constructor(
    private readonly url: string,
    private readonly count: number,
  ) {}

  /** Returns when all are in the midst of it. */
  async begin(): Promise<void> {
    const jpeg = await makePhoto({ width: 400, height: 300 });
    this.lives = Array.from({ length: this.count }, (_, number) => this.live(jpeg, seeded(number)));
    await eventually(() => this.turns >= this.count, { withinSeconds: firstTurnSecondsMax });
  }

  /** Lets everybody finish what they are at. */
  async end(): Promise<void> {
    this.over.abort();
    await Promise.all(this.lives);
  }

  /** Photos that were acknowledged and are not what they ought to be, in words: none, where all is well. */
  async losses(): Promise<string[]> {
    const client = new Client(this.url);
    const losses: string[] = [];
    for (const [id, sha256] of this.accepted) {
      const { state } = await client.settled(id, settledSecondsMax);
      const received = await client.status(id);
      if (state !== 'ready') losses.push(`${id} is ${state}`);
      if (received.sha256 !== sha256) losses.push(`${id} has other bytes than were sent`);
    }
    return losses;
  }

  private async live(jpeg: Uint8Array, random: () => number): Promise<void> {
    const client = new PatientClient(this.url);
    while (!this.over.signal.aborted) {
      try {
        // In bytes a photo of a phone, and quick to resize.
        const file = Buffer.concat([jpeg, Buffer.from(String(random())), Buffer.alloc(Math.round((1 + 4 * random()) * MB))]);
        const { id } = await client.upload(file);
        this.accepted.set(id, createHash('sha256').update(file).digest('hex'));
        const { items } = photoPage.parse(JSON.parse((await client.get('/v1/photos')).toString()));
        const ready = items.find(({ state }) => state === 'ready');
        if (ready) await client.get(`/v1/photos/${ready.id}`);
        if (ready?.picture) await client.get(ready.picture.img.url);
        await client.get(`/v1/uploads/${id}`);
        this.turns += 1;
      } catch (error) {
        this.failures.push(error);
      }
      await pause(200 * random());
    }
  }
}
