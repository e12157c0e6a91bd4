import type { Rejection } from '@pinhole/contracts';
import type { PhotoFormatChoice } from '@pinhole/resources';
import type { Logger } from '@pinhole/service-kit';
import { examineOriginal } from '../header/examine-original.js';
import type { MadePreview } from '../pictures/make-preview.js';
import type { LadderTerms } from '../pictures/make-variants.js';
import { rejections } from '../rejections.js';
import { childLimits } from './child-limits.js';
import type { Outcomes, Want, Wanted } from './child-messages.js';
import { isOutcome } from './is-outcome.js';
import type { ExaminedPicture, Trouble } from './picture-child.js';
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
  async make(original: Buffer, terms: LadderTerms, signal: AbortSignal): Promise<Outcomes['ladder']> {
    const examined = examineOriginal(original, this.choice);
    if ('rejection' in examined) return examined;
    const picture = { original, header: examined.header };
    const wanted = { want: 'ladder', ...terms } as const;

    const first = await this.scales.with(weigh(picture, 'ladder'), signal, () => this.try(wanted, picture, signal));
    if ('outcome' in first) return first.outcome;
    this.logger.warn('child.died', first);

    const alone = this.scales.capacity;
    const second = await this.scales.with(alone, signal, () => this.try(wanted, picture, signal, { fresh: true }));
    if ('outcome' in second) return second.outcome;
    this.logger.error('photo.poison', new Error(second.says), { trouble: second.trouble });
    return { rejection: rejectionFor(second) };
  }

  /**
   * Makes an original's preview; or null, and why there is none is not said here: whoever makes the ladder finds the same, with
   * more care. So there is one try, and it is short.
   */
  async preview(original: Buffer, signal: AbortSignal): Promise<MadePreview | null> {
    const examined = examineOriginal(original, this.choice);
    if ('rejection' in examined) return null;
    const picture = { original, header: examined.header };
    const only = await this.scales.with(weigh(picture, 'preview'), signal, () => this.try({ want: 'preview' }, picture, signal));
    if ('outcome' in only) return 'rejection' in only.outcome ? null : only.outcome;
    this.logger.warn('child.died', only);
    return null;
  }

  private try<W extends Want>(
    wanted: Wanted & { readonly want: W },
    picture: ExaminedPicture,
    signal: AbortSignal,
    { fresh } = { fresh: weigh(picture, wanted.want) >= childLimits.freshFromBytes },
  ): Promise<{ outcome: Outcomes[W] } | Trouble> {
    return this.children.with(
      async (child) => {
        const answer = await child.make(wanted, picture, signal);
        if ('trouble' in answer) return answer;
        if (isOutcome<W>(wanted.want, answer.outcome)) return { outcome: answer.outcome };
        await child.end();
        return { trouble: 'died', says: 'It answered what no child of ours would.' } satisfies Trouble;
      },
      { fresh },
    );
  }
}

const weigh = ({ header, original }: ExaminedPicture, want: Want) => weighPicture(header, original.length, want);

function rejectionFor({ trouble }: Trouble): Rejection {
  if (trouble === 'out_of_memory') return rejections.tooMuchMemory();
  if (trouble === 'too_slow') return rejections.tooSlow(childLimits.secondsMax.ladder);
  return rejections.poison();
}
