import { setTimeout as pause } from 'node:timers/promises';
import type { PhotoId } from '@pinhole/contracts';
import type { Making } from '@pinhole/upload-api';
import type { Site } from '../audit/site.js';
import { askAgain, lookAgain } from './ask-again.js';
import type { BackfillWish } from './backfill-wish.js';

/**
 * Photos that are asked for and not made yet. Enough for many resizers to have something in hand between two looks; and no more,
 * so that whoever stops this leaves little in the queue, and a million photos are never a million messages.
 */
export const waitingMax = 100;

interface Waiting {
  readonly making: Making;
  readonly askedAt: number;
}

/** Asks for photos, so many a second and so many at once, until all are made or nothing moves any more. */
export class MakeAgain {
  done = 0;
  asked = 0;
  private next = 0;
  /** Whose first making is done, and that want another. */
  private readonly again: PhotoId[] = [];
  private readonly waiting = new Map<PhotoId, Waiting>();
  /** Others that were asked for later are done, and these are not. They keep nobody from being asked for. */
  private readonly overtaken = new Map<PhotoId, Waiting>();
  private readonly unknown: PhotoId[] = [];
  private newestDoneAt = 0;
  private movedAt = performance.now();
  private readonly photos: readonly PhotoId[];

  constructor(
    private readonly site: Site,
    photos: readonly PhotoId[],
    private readonly wish: Pick<BackfillWish, 'recipe' | 'ratePerSecond' | 'waitSeconds'>,
    private readonly most = waitingMax,
  ) {
    this.photos = photos.toSorted(byTail);
  }

  get onTheirWay(): number {
    return this.waiting.size;
  }

  /** Tells after each look. Returns what was asked for in vain. */
  async run(onLook: (progress: Pick<MakeAgain, 'done' | 'onTheirWay'>) => void): Promise<PhotoId[]> {
    for (;;) {
      await this.askForASecond();
      if (this.onTheirWay === 0) break;
      await pause(1_000);
      await this.look();
      this.setAside();
      onLook(this);
      if (this.isOld(this.movedAt)) break;
    }
    for (const [id, { making, askedAt }] of this.overtaken)
      if ((await lookAgain(this.site, id, making, this.wish.recipe)) === 'done') {
        this.overtaken.delete(id);
        this.count(askedAt);
      }
    return [...this.unknown, ...this.overtaken.keys(), ...this.waiting.keys()];
  }

  private async askForASecond(): Promise<void> {
    for (let left = this.wish.ratePerSecond; left > 0 && this.waiting.size < this.most;) {
      const id = this.again.shift() ?? this.photos[this.next++];
      if (id === undefined) return;
      const making = await askAgain(this.site, id, this.wish.recipe);
      const askedAt = performance.now();
      if (making === 'done') this.count(askedAt);
      else if (making === 'unknown') this.unknown.push(id);
      else {
        this.waiting.set(id, { making, askedAt });
        this.asked += 1;
        left -= 1;
      }
    }
  }

  private async look(): Promise<void> {
    for (const [id, { making, askedAt }] of this.waiting) {
      const found = await lookAgain(this.site, id, making, this.wish.recipe);
      if (found === 'waiting') continue;
      this.waiting.delete(id);
      this.movedAt = performance.now();
      if (found === 'done') this.count(askedAt);
      else this.again.push(id);
    }
  }

  private setAside(): void {
    for (const [id, one] of this.waiting) {
      if (!this.isOld(one.askedAt) || one.askedAt >= this.newestDoneAt) continue;
      this.waiting.delete(id);
      this.overtaken.set(id, one);
      this.movedAt = performance.now();
    }
  }

  private count(askedAt: number): void {
    this.done += 1;
    this.newestDoneAt = Math.max(this.newestDoneAt, askedAt);
    this.movedAt = performance.now();
  }

  private isOld(moment: number): boolean {
    return performance.now() - moment >= this.wish.waitSeconds * 1_000;
  }
}

/**
 * An id begins with its time and ends with what is random. Photos that cannot be made came together often, in one format or from
 * one camera: asked for one after another they would take all the room, and nothing would get done beside them.
 */
export function byTail(one: PhotoId, other: PhotoId): number {
  return one.slice(-12) < other.slice(-12) ? -1 : 1;
}
