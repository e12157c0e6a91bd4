import type { PictureHeader } from './picture-header.js';

/** Where an AVIF's first brand lies. One that moves has `avis` there, and beside its film a still that every reader can show. */
const brandAt = 8;
const film = 'avis';
const still = 'avif';

/** Whether what is shown is one of several frames. */
export function isAnimated({ format, frames }: PictureHeader, bytes: Buffer): boolean {
  return frames > 1 || (format === 'avif' && isFilm(bytes));
}

/** The decoder does not know the brand of films, and reads their stills. Changed in place: these bytes are ours, and may be many. */
export function brandAsStill(bytes: Buffer): void {
  if (isFilm(bytes)) bytes.write(still, brandAt, 'latin1');
}

function isFilm(bytes: Buffer): boolean {
  return bytes.toString('latin1', brandAt, brandAt + film.length) === film;
}
