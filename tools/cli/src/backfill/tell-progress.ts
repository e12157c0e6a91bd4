import type { MakeAgain } from './make-again.js';

/** However many photos there are, there are no more lines than this. */
const linesMax = 100;
const pauseSecondsMin = 10;

/** Says from time to time how far it is. */
export function tellProgress(all: number, tell: (text: string) => void, now: () => number = () => performance.now()) {
  const step = Math.max(1, Math.ceil(all / linesMax));
  let told = { done: 0, at: now() };
  return ({ done, onTheirWay }: Pick<MakeAgain, 'done' | 'onTheirWay'>): void => {
    if (done - told.done < step || now() - told.at < pauseSecondsMin * 1_000) return;
    told = { done, at: now() };
    tell(`${done} of ${all} are done, ${onTheirWay} are asked for.`);
  };
}
