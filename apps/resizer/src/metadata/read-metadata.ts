import { cameraTextMax, type PhotoMetadata } from '@pinhole/contracts';
import { cleanText } from './clean-text.js';
import type { OpenedPicture } from '../pictures/open-picture.js';
import { readExif } from './read-exif.js';
import { readTakenAt } from './read-taken-at.js';
import { readXmp } from './read-xmp.js';

/**
 * What an original says of its taking, in fields of known type and size. What it says beside that is not read: whose the camera
 * is, its number, names, texts, keywords. EXIF comes from the camera, and so comes first; XMP fills what it leaves open.
 */
export function readMetadata({ exif, xmp }: Pick<OpenedPicture, 'exif' | 'xmp'>, now: Date): PhotoMetadata {
  const { dateTimeOriginal, offsetTimeOriginal, make, model, lens, exposure, location } = readExif(exif);
  const edited = readXmp(xmp);
  const [local, offset] = splitMoment(edited.dateTimeOriginal);
  const sameClock = digitsOf(local) === digitsOf(dateTimeOriginal);
  const taken = readTakenAt(dateTimeOriginal, offsetTimeOriginal ?? (sameClock ? offset : null), now);
  const text = (...said: unknown[]) => said.map((each) => cleanText(each, cameraTextMax)).find((each) => each !== null) ?? null;
  return {
    ...(taken.takenAt === null ? readTakenAt(local, offset, now) : taken),
    camera: { make: text(make, edited.make), model: text(model, edited.model), lens: text(lens, edited.lens) },
    exposure,
    location,
  };
}

/** `2010-12-12T12:41:35.00+01:00`, in two. */
function splitMoment(moment: string | null): [local: string | null, offset: string | null] {
  const [, local = null, offset = null] = /^(\S{19})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.exec(moment ?? '') ?? [];
  return [local, offset];
}

function digitsOf(moment: string | null): string {
  return (moment ?? '').replaceAll(/\D/g, '');
}
