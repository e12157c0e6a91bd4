import type { PhotoView } from '@pinhole/contracts';
import { find } from './make.js';
import { pictureElement } from './picture-element.js';
import { nameOf } from './words.js';

/** One photo, as large as the window, over the grid. Esc and where the focus goes afterwards are the browser's own dialog. */
export class Viewer {
  readonly #dialog = find('viewer', HTMLDialogElement);
  readonly #previous = find('viewer-previous', HTMLButtonElement);
  readonly #next = find('viewer-next', HTMLButtonElement);
  #id: string | null = null;

  /** `photos` is asked at each step: new ones may have come meanwhile. */
  constructor(private readonly photos: () => PhotoView[]) {
    this.#previous.addEventListener('click', () => this.#step(-1));
    this.#next.addEventListener('click', () => this.#step(1));
    find('viewer-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowLeft') this.#step(-1);
      if (key === 'ArrowRight') this.#step(1);
    });
    this.#dialog.addEventListener('close', () => find('viewer-picture', HTMLDivElement).replaceChildren());
  }

  open(photo: PhotoView): void {
    this.#show(photo);
    this.#dialog.showModal();
  }

  #step(by: -1 | 1): void {
    const neighbour = this.#neighbour(by);
    if (neighbour) this.#show(neighbour);
  }

  #neighbour(by: -1 | 1): PhotoView | undefined {
    const photos = this.photos().filter(({ picture }) => picture);
    const at = photos.findIndex(({ id }) => id === this.#id);
    return at === -1 ? undefined : photos[at + by];
  }

  #show(photo: PhotoView): void {
    if (!photo.picture) return;
    this.#id = photo.id;
    const name = nameOf(photo);
    this.#dialog.setAttribute('aria-label', name);
    find('viewer-picture', HTMLDivElement).replaceChildren(pictureElement(photo.picture, '100vw', name));
    find('viewer-caption', HTMLParagraphElement).textContent = name;
    // Not `disabled`: a button that is pressed and then disabled drops the focus out of the dialog.
    this.#previous.ariaDisabled = String(!this.#neighbour(-1));
    this.#next.ariaDisabled = String(!this.#neighbour(1));
  }
}
