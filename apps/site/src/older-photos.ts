import type { PhotoPage } from '@pinhole/contracts';
import { announce } from './announce.js';
import { listPhotos } from './api.js';
import type { Grid } from './grid.js';
import { countOf } from './words.js';

/** A screen's height before the end is reached, more is on its way. */
const ahead = '100% 0px';

/** What lies below: fetched when its button comes near the screen, or is pressed. */
export class OlderPhotos {
  readonly #near: IntersectionObserver;
  #cursor: string | null = null;
  #loading = false;

  constructor(
    private readonly button: HTMLButtonElement,
    private readonly grid: Grid,
  ) {
    button.addEventListener(
      'click',
      () => void this.#load().then((count) => announce(countOf(count, 'more photo', 'more photos'))),
    );
    this.#near = new IntersectionObserver(([entry]) => void (entry?.isIntersecting && this.#load()), { rootMargin: ahead });
  }

  /** A first page that has nothing in common with what is here leaves a gap, and what comes next fills it. */
  follow({ items, nextCursor }: PhotoPage): void {
    if (!items.some(({ id }) => this.grid.has(id))) this.#continueAt(nextCursor);
  }

  /** How many came. */
  async #load(): Promise<number> {
    if (this.#loading || this.#cursor === null) return 0;
    this.#loading = true;
    try {
      const { items, nextCursor } = await listPhotos(this.#cursor);
      this.grid.show(items);
      this.#continueAt(nextCursor);
      return items.length;
    } catch (error) {
      announce((error as Error).message);
      return 0;
    } finally {
      this.#loading = false;
    }
  }

  #continueAt(cursor: string | null): void {
    this.#cursor = cursor;
    this.button.hidden = cursor === null;
    // An observer tells changes only: looked at anew, a button that is still near is near again.
    this.#near.unobserve(this.button);
    this.#near.observe(this.button);
  }
}
