import type { PhotoView } from '@pinhole/contracts';

const moments = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

/** What a photo is called where it must be called something: by its title, or by when it came. */
export function nameOf({ title, uploadedAt }: Pick<PhotoView, 'title' | 'uploadedAt'>): string {
  return title || `Photo of ${moments.format(new Date(uploadedAt))}`;
}

const units = ['bytes', 'kB', 'MB', 'GB'];

/** A size for a person: `12.3 MB`. */
export function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const number = bytes / 1000 ** power;
  return `${number < 100 && power > 0 ? number.toFixed(1).replace(/\.0$/, '') : Math.round(number)} ${units[power]}`;
}

export function countOf(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
