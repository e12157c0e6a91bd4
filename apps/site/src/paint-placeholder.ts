import { make } from './make.js';
import { thumbHashToRGBA } from './packages/thumbhash.js';

/** What a photo looks like from afar, to be there before it. Painted, since the page's policy lets no picture in but files of ours. */
export function paintPlaceholder(thumbhash: string): HTMLCanvasElement {
  const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
  const canvas = make('canvas', { className: 'placeholder', width: w, height: h, ariaHidden: 'true' });
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
  return canvas;
}
