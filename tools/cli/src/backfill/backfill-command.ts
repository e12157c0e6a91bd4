import type { PhotoId } from '@pinhole/contracts';
import type { Command } from '../command.js';
import { readBackfillWish, type BackfillWish } from './backfill-wish.js';
import { choosePhotos, type Choice } from './choose-photos.js';
import { MakeAgain } from './make-again.js';
import { count, sayLeft, sayNothing, sayPlan } from './say-plan.js';
import { tellProgress } from './tell-progress.js';

/** Photos that are named where they did not get done. */
const namedMax = 20;

export function backfillCommand(parameters: readonly string[]): Command {
  const wish = readBackfillWish(parameters);
  return async (site, { say, tell }) => {
    const choice = await choosePhotos(site, wish);
    for (const line of sayLeft(choice)) tell(line);
    if (choice.photos.length === 0) {
      say(sayNothing(wish));
      return true;
    }
    tell(sayPlan(choice, wish));
    const work = new MakeAgain(site, choice.photos, wish);
    const vain = await work.run(tellProgress(choice.photos.length, tell));
    say(sayOutcome(choice, work, vain, wish));
    return work.done === choice.photos.length;
  };
}

function sayOutcome({ photos, isCutShort }: Choice, { done }: MakeAgain, vain: readonly PhotoId[], wish: BackfillWish): string {
  const all = photos.length;
  if (done === all)
    return `${count(all, 'photo')} ${all === 1 ? 'is' : 'are'} done.${isCutShort ? ' There are more: run it again.' : ''}`;
  const more = vain.length - namedMax;
  const unasked = all - done - vain.length;
  return [
    `${done} of ${count(all, 'photo')} are done. Asked for and not made, though there were ${wish.waitSeconds} seconds to do it in:`,
    ...vain.slice(0, namedMax).map((id) => `  ${id}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(unasked > 0 ? [`${count(unasked, 'photo')} were not asked for any more.`] : []),
    'Does a resizer read the lane backfill? Its log says photo.rejected or message.failed with their ids. Run this again to go on.',
  ].join('\n');
}
