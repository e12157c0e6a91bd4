import type { PhotoPage, PhotoView } from '@pinhole/contracts';
import { announce } from './announce.js';
import { getPhoto, listPhotos, Refused } from './api.js';
import type { Grid } from './grid.js';

/** While something is on its way the gallery is asked every second, and otherwise now and then. */
const busySeconds = 1;
const quietSeconds = 10;
/** Photos that are on their way and not on the first page are asked for one by one, so many at a time. */
const straysMax = 6;

export interface Watching {
  readonly grid: Grid;
  /** Ids of photos that this visitor has uploaded and that are not settled yet. */
  readonly awaited: () => string[];
  readonly onSettled: (photo: PhotoView) => void;
  /** Before a first page is shown. */
  readonly onPage: (page: PhotoPage) => void;
}

/** Keeps the newest photos of the grid as the gallery has them. Returns how to make it look now. */
export function watchGallery(watching: Watching): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let failed = false;
  const turn = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    clearTimeout(timer);
    try {
      if (!document.hidden) await look(watching);
      failed = false;
    } catch (error) {
      // Once, not every ten seconds.
      if (!failed) announce(error instanceof Refused ? error.message : String(error));
      failed = true;
    }
    looking = false;
    const soon = !failed && onTheWay(watching).length > 0;
    timer = setTimeout(() => void turn(), (soon ? busySeconds : quietSeconds) * 1_000);
  };
  document.addEventListener('visibilitychange', () => void turn());
  void turn();
  return () => void turn();
}

async function look(watching: Watching): Promise<void> {
  const page = await listPhotos(null);
  const waiting = onTheWay(watching);
  watching.onPage(page);
  watching.grid.show(page.items);
  const listed = new Map(page.items.map((photo) => [photo.id as string, photo]));
  for (const id of waiting) settle(watching, listed.get(id));
  const strays = shuffled(waiting.filter((id) => !listed.has(id))).slice(0, straysMax);
  await Promise.all(strays.map(async (id) => settleStray(watching, id, await getPhoto(id))));
}

function onTheWay({ grid, awaited }: Watching): string[] {
  return [...new Set([...awaited(), ...grid.photos.filter(isOnTheWay).map(({ id }) => id as string)])];
}

/** It is not on the first page: further down, newer than that page, refused, gone, or not there yet. */
function settleStray(watching: Watching, id: string, photo: PhotoView | null): void {
  if (photo && photo.state !== 'rejected') watching.grid.show([photo]);
  else watching.grid.remove(id);
  settle(watching, photo);
}

function settle({ onSettled }: Watching, photo: PhotoView | null | undefined): void {
  if (photo && !isOnTheWay(photo)) onSettled(photo);
}

export function isOnTheWay({ state }: PhotoView): boolean {
  return state === 'processing' || state === 'preview';
}

/** So that a few that take long do not keep the others from being asked for. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
