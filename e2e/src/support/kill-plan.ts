import type { ProcessName } from '@pinhole/local';
import { shuffled } from '@pinhole/testing';

export const killable = ['upload-api', 'resizer', 'gallery-api', 'edge', 'fauxqs', 'database'] as const satisfies ProcessName[];

export interface PlannedKill {
  readonly name: ProcessName;
  /** When so many uploads have begun. */
  readonly afterUploads: number;
  /** And then so much later: anywhere in what is going on. */
  readonly delayMilliseconds: number;
  /** Does not wait until the stack has recovered from the kill before this one. */
  readonly atOnce: boolean;
}

/** The last uploads see no kill, so that it is seen to go on well. */
const shareOfUploads = 0.92;
const delayMillisecondsMax = 1_500;
const shareAtOnce = 0.25;

/** Which process dies when: each so often, in an order and at moments that the seed decides. */
export function planKills(random: () => number, timesEach: number, uploads: number): PlannedKill[] {
  const names = shuffled(Array.from({ length: timesEach }, () => killable).flat(), random);
  return names.reduce<PlannedKill[]>((planned, name, index) => {
    const before = planned.at(-1);
    const kill = {
      name,
      afterUploads: Math.floor(((index + random()) / names.length) * uploads * shareOfUploads),
      delayMilliseconds: random() * delayMillisecondsMax,
      // Two at once, never the same: what has not come up again has no process that could be killed.
      atOnce: random() < shareAtOnce && before !== undefined && !before.atOnce && before.name !== name,
    };
    return [...planned, kill];
  }, []);
}
