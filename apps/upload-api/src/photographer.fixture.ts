import type { ObjectKey, PhotoId, UploadAccepted } from '@pinhole/contracts';
import { firstRecipe, nothingKnown, photoResized } from '@pinhole/contracts';
import { PhotoEvents, seal } from '@pinhole/messaging';
import { saidOf } from '@pinhole/testing';
import { photoFactsOf } from './describe-upload.js';
import type { UploadApi } from './upload-api.fixture.js';
import { UploadEntity } from './upload.entity.js';

/** Uploads, asks, and notes what was said. */
export class Photographer {
  readonly accepted: PhotoId[] = [];
  slowestAnswerSeconds = 0;

  constructor(private readonly api: UploadApi) {}

  /** The status and, of a problem, its code. */
  async upload(): Promise<string> {
    const response = await this.timed(() => this.api.post(this.api.file()));
    if (response.status !== 201) return saidOf(response);
    this.accepted.push(((await response.json()) as UploadAccepted).id);
    return '201';
  }

  async ask(id: PhotoId): Promise<string> {
    return saidOf(await this.timed(() => fetch(`${this.api.url}/v1/uploads/${id}`)));
  }

  /** Tells the service what a resizer would. */
  async tellResized(id: PhotoId): Promise<void> {
    const upload = await this.api.database.manager.findOneByOrFail(UploadEntity, { id });
    const variants = [
      { format: 'avif' as const, width: 320, height: 240, bytes: 1, objectKey: 'i/00/x/1/320.avif' as ObjectKey },
    ];
    const picture = { width: 400, height: 300, color: null, thumbhash: null, variants, hdr: null };
    const said = { ...nothingKnown, animated: false, degraded: false };
    const made = { revision: 1, recipe: firstRecipe };
    const message = seal(photoResized, { photo: photoFactsOf(upload), ...made, ...said, picture }, new Date());
    await new PhotoEvents(this.api.clients.sns, this.api.provisioned.topicArn).publish(message);
  }

  private async timed(work: () => Promise<Response>): Promise<Response> {
    const begun = performance.now();
    const response = await work();
    this.slowestAnswerSeconds = Math.max(this.slowestAnswerSeconds, (performance.now() - begun) / 1_000);
    return response;
  }
}
