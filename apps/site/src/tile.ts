import type { PhotoView, Picture } from '@pinhole/contracts';
import { make } from './make.js';
import { paintPlaceholder } from './paint-placeholder.js';
import { pictureElement } from './picture-element.js';
import { nameOf } from './words.js';

/** A panorama is cut to this in the grid, and a tower to the other: else one of them would be a whole row, or a sliver. */
const ratioMax = 3;
const ratioMin = 0.5;
const ratioUnknown = 1.5;

/** One photo of the grid: a link to its own page, so that it opens in a new tab as well. */
export class Tile {
  readonly link = make('a');
  readonly element = make('li', { className: 'tile' }, this.link);
  #photo: PhotoView;

  constructor(photo: PhotoView) {
    this.#photo = photo;
    this.show(photo);
  }

  get photo(): PhotoView {
    return this.#photo;
  }

  /** What is shown already is left alone, so that nothing flickers and nothing is fetched again. */
  show(photo: PhotoView): void {
    const unchanged = this.link.hasChildNodes() && JSON.stringify(photo) === JSON.stringify(this.#photo);
    const preview = this.#photo.state === 'preview' ? this.link.querySelector('picture') : null;
    this.#photo = photo;
    if (unchanged) return;
    const { picture } = photo;
    const ratio = picture ? Math.min(ratioMax, Math.max(ratioMin, picture.width / picture.height)) : ratioUnknown;
    this.element.style.setProperty('--ratio', String(ratio));
    this.element.dataset['id'] = photo.id;
    this.element.dataset['state'] = photo.state;
    this.link.href = `/p/${photo.id}`;
    this.link.setAttribute('aria-label', picture ? nameOf(photo) : `${nameOf(photo)}, being prepared`);
    this.link.replaceChildren(
      ...(picture ? pictureOf(picture, ratio, preview) : [make('span', { className: 'tile-note' }, 'Being prepared …')]),
    );
  }
}

/** With what is seen until it is loaded: its preview where that is there, else what is painted for it. */
function pictureOf(picture: Picture, ratio: number, preview: HTMLPictureElement | null): Node[] {
  const width = Math.round(ratio * 280);
  // The link has the name: said twice it would be read twice.
  const element = pictureElement(picture, `(max-width: ${width}px) 100vw, ${width}px`, '');
  const placeholder = preview ?? (picture.thumbhash && paintPlaceholder(picture.thumbhash));
  preview?.classList.add('placeholder');
  for (const img of element.querySelectorAll('img')) {
    img.loading = 'lazy';
    if (!placeholder) continue;
    img.style.backgroundColor = '';
    img.addEventListener('load', () => placeholder.remove(), { once: true });
  }
  return placeholder ? [placeholder, element] : [element];
}
