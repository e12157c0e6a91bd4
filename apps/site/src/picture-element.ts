import type { Picture } from '@pinhole/contracts';
import { make } from './make.js';

/** The API's picture, written out: the browser takes the best format that it knows, in the width that it needs. */
export function pictureElement(picture: Picture, sizes: string, alt = picture.alt): HTMLPictureElement {
  const element = make('picture');
  for (const { type, srcset } of picture.sources) {
    element.append(make('source', { type, sizes, srcset: srcset.map(({ url, width }) => `${url} ${width}w`).join(', ') }));
  }
  // Width and height first: the place is kept before a byte of the picture is there.
  const img = make('img', { width: picture.width, height: picture.height, alt, decoding: 'async' });
  if (picture.color) {
    img.style.backgroundColor = picture.color;
    // A picture may be transparent, and its page shows through.
    img.addEventListener('load', () => (img.style.backgroundColor = ''), { once: true });
  }
  img.src = picture.img.url;
  element.append(img);
  return element;
}
