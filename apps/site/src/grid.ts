import type { PhotoView } from '@pinhole/contracts';
import { Tile } from './tile.js';

/** The photos in the order of the API, newest first. */
export class Grid {
  readonly #tiles = new Map<string, Tile>();

  constructor(
    private readonly list: HTMLUListElement,
    onOpen: (photo: PhotoView) => void,
  ) {
    list.addEventListener('click', (event) => {
      const tile = this.#tileOf(event.target);
      // With a modifier it is the browser's own: a new tab, a download.
      if (!tile?.photo.picture || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      onOpen(tile.photo);
    });
  }

  get photos(): PhotoView[] {
    return this.#inOrder().map(({ photo }) => photo);
  }

  has(id: string): boolean {
    return this.#tiles.has(id);
  }

  /** Puts a page where it belongs: photos that are here already stay in their place. */
  show(page: readonly PhotoView[]): void {
    for (const photo of page) {
      const tile = this.#tiles.get(photo.id);
      if (tile) tile.show(photo);
      else this.#insert(new Tile(photo));
    }
  }

  remove(id: string): void {
    this.#tiles.get(id)?.element.remove();
    this.#tiles.delete(id);
  }

  #insert(tile: Tile): void {
    const older = this.#inOrder().find((other) => isNewer(tile.photo, other.photo));
    this.#tiles.set(tile.photo.id, tile);
    this.list.insertBefore(tile.element, older?.element ?? null);
  }

  #inOrder(): Tile[] {
    return [...this.list.children].flatMap((element) => this.#tileOf(element) ?? []);
  }

  #tileOf(node: EventTarget | null): Tile | undefined {
    const element = node instanceof Element ? node.closest<HTMLElement>('.tile') : null;
    return this.#tiles.get(element?.dataset['id'] ?? '');
  }
}

/** As the API orders them: by when they came, and by id where that is the same moment. */
function isNewer(one: PhotoView, other: PhotoView): boolean {
  return one.uploadedAt + one.id > other.uploadedAt + other.id;
}
