import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client.js';
import type { PhotoPool, SentPicture } from './photo-pool.js';
import type { SettleWatch } from './settle-watch.js';
import { uploadUntilAccepted, type Accepted } from './upload-until-accepted.js';

/** Photos on their way at once, over all clients: what waits is then what was disturbed, not what nobody has come to yet. */
const unsettledMax = 16;
const lookEveryMilliseconds = 100;

export interface CrowdOptions {
  readonly client: Client;
  readonly pool: PhotoPool;
  readonly watch: SettleWatch;
  readonly uploads: number;
  readonly clients: number;
  readonly seed: number;
  readonly random: () => number;
  /** Whether upload number so-and-so, from 0 on, may begin yet. */
  readonly mayBegin: (upload: number) => boolean;
}

/** Clients that upload at once, each one picture after another, until there are so many. */
export class UploadCrowd {
  readonly sent: SentPicture[] = [];
  readonly accepted: Accepted[] = [];
  private readonly pictures: readonly SentPicture[];

  constructor(private readonly options: CrowdOptions) {
    const { pool, uploads, seed, random } = options;
    this.pictures = Array.from({ length: uploads }, (_, index) => pool.picture(`upload-${index}-of-seed-${seed}.jpg`, random()));
  }

  /** How many uploads have begun. */
  get begun(): number {
    return this.sent.length;
  }

  get tries(): number {
    return this.accepted.reduce((sum, { tries }) => sum + tries, 0);
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: this.options.clients }, () => this.uploadOneByOne(signal)));
  }

  private async uploadOneByOne(signal: AbortSignal): Promise<void> {
    const { client, watch } = this.options;
    for (let picture = await this.next(signal); picture; picture = await this.next(signal)) {
      const accepted = await uploadUntilAccepted(client, picture, signal);
      this.accepted.push(accepted);
      watch.acknowledged(accepted.id);
    }
  }

  private async next(signal: AbortSignal): Promise<SentPicture | undefined> {
    const { watch, mayBegin } = this.options;
    while (watch.waiting.length >= unsettledMax || (this.begun < this.pictures.length && !mayBegin(this.begun)))
      await pause(lookEveryMilliseconds, undefined, { signal });
    const picture = this.pictures[this.sent.length];
    if (picture) this.sent.push(picture);
    return picture;
  }
}
