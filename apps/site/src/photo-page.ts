import type { PhotoView } from '@pinhole/contracts';
import { getPhoto, getUpload, Refused } from './api.js';
import { find, make } from './make.js';
import { pictureElement } from './picture-element.js';
import { isOnTheWay } from './watch-gallery.js';
import { nameOf } from './words.js';

const againSeconds = 1;
const laterSeconds = 5;
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Sight = { readonly photo: PhotoView } | { readonly sentence: string; readonly againAfterSeconds: number | null };

const preparing: Sight = {
  sentence: 'This photo is being prepared. It will be here in a moment, by itself.',
  againAfterSeconds: againSeconds,
};
const nowhere: Sight = { sentence: 'There is no photo at this address.', againAfterSeconds: null };

/** The page of one photo, at the address that an upload gives out: it works from the first moment on. */
export async function showPhoto(id: string): Promise<void> {
  const page = find('photo-page', HTMLElement);
  page.hidden = false;
  let shown = '';
  for (;;) {
    const sight = await look(id);
    // What is there already stays: said again it would be spoken again.
    if (JSON.stringify(sight) !== shown)
      page.replaceChildren(...('photo' in sight ? pictured(sight.photo) : said(sight.sentence)));
    shown = JSON.stringify(sight);
    const seconds = 'photo' in sight ? (isOnTheWay(sight.photo) ? againSeconds : null) : sight.againAfterSeconds;
    if (seconds === null) return;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
}

async function look(id: string): Promise<Sight> {
  try {
    return isId.test(id) ? await sightOf(id) : nowhere;
  } catch (error) {
    return { sentence: error instanceof Refused ? error.message : String(error), againAfterSeconds: laterSeconds };
  }
}

async function sightOf(id: string): Promise<Sight> {
  const photo = await getPhoto(id);
  if (photo?.rejection) return { sentence: `This photo was not taken. ${photo.rejection.detail}`, againAfterSeconds: null };
  if (photo) return photo.picture ? { photo } : preparing;
  // The gallery hears of an upload a moment later than the one who sent it.
  return (await getUpload(id)) ? preparing : nowhere;
}

function said(sentence: string): Node[] {
  return [
    make('h1', { className: 'unseen' }, 'Photo'),
    make('p', { className: 'photo-state', role: 'status' }, sentence),
    back(),
  ];
}

function pictured(photo: PhotoView): Node[] {
  const name = nameOf(photo);
  document.title = `${name} · Pinhole`;
  const figure = make('figure', { className: 'photo' });
  if (photo.picture) figure.append(pictureElement(photo.picture, '100vw', photo.picture.alt || name));
  const facts = [photo.owner.name, ...photo.tags.map((tag) => `#${tag}`)].join(' · ');
  const texts = [make('p', {}, photo.description), make('p', { className: 'photo-facts' }, facts)];
  return [figure, make('h1', {}, name), ...texts.filter(({ textContent }) => textContent), back()];
}

function back(): Node {
  return make('p', {}, make('a', { href: '/' }, 'All photos'));
}
