import type { Rejection } from '@pinhole/contracts';
import type { PhotoFormatChoice } from '@pinhole/resources';
import type { Logger } from '@pinhole/service-kit';
import { examineOriginal } from '../examine-original.js';
import type { Wanted } from '../make-variants.js';
import type { PictureHeader } from '../picture-header.js';
import { rejections } from '../rejections.js';
import { childLimits } from './child-limits.js';
import type { Outcome } from './child-messages.js';
import { isOutcome } from './is-outcome.js';
import type { Trouble } from './picture-child.js';
import type { PictureChildren } from './picture-children.js';
import type { Scales } from './scales.js';
import { weighPicture } from './weigh-picture.js';

/** Makes pictures in children, so that none of them can harm the service or another photo. */
export class SafePictures {
  constructor(
    private readonly children: PictureChildren,
    private readonly scales: Scales,
    private readonly choice: PhotoFormatChoice,
    private readonly logger: Logger,
  ) {}

  /**
   * Makes an original into its variants, or says why it cannot be. What is wrong by its header never gets to a child. A child
   * that dies or hangs may have been some other picture's victim, or the machine's: so there is a second try, in a new child
   * and with no other picture in any. Throws the signal's reason, if that is aborted first.
   */
  async make(original: Buffer, wanted: Wanted, signal: AbortSignal): Promise<Outcome> {
    const examined = examineOriginal(original, this.choice);
    if ('rejection' in examined) return examined;
    const { header } = examined;

    const weight = weighPicture(header, original.length);
    const first = await this.scales.with(weight, signal, () => this.try(original, wanted, header, signal, { fresh: false }));
    if ('outcome' in first) return first.outcome;
    this.logger.warn('child.died', first);

    const alone = this.scales.capacity;
    const second = await this.scales.with(alone, signal, () => this.try(original, wanted, header, signal, { fresh: true }));
    if ('outcome' in second) return second.outcome;
    this.logger.error('photo.poison', new Error(second.says), { trouble: second.trouble });
    return { rejection: rejectionFor(second) };
  }

  private try(original: Buffer, wanted: Wanted, header: PictureHeader, signal: AbortSignal, which: { fresh: boolean }) {
    return this.children.with(async (child) => {
      const answer = await child.make(original, wanted, header, signal);
      if ('trouble' in answer || isOutcome(answer.outcome)) return answer;
      await child.end();
      return { trouble: 'died', says: 'It answered what no child of ours would.' } satisfies Trouble;
    }, which);
  }
}

function rejectionFor({ trouble }: Trouble): Rejection {
  if (trouble === 'out_of_memory') return rejections.tooMuchMemory();
  if (trouble === 'too_slow') return rejections.tooSlow(childLimits.pictureSecondsMax);
  return rejections.poison();
}
