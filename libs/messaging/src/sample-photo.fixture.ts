import { photoFacts, photoUploaded, type PhotoFacts, type PhotoUploaded } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit';

/** The facts of some photo. */
export function samplePhoto(title = 'Fjord'): PhotoFacts {
  return photoFacts.parse({
    id: newId(),
    owner: { id: '00000000-0000-7000-8000-000000000000', name: 'You' },
    title,
    ...{ description: '', tags: [], visibility: 'public', uploadedAt: '2026-11-21T09:30:00.123Z' },
  });
}

export const sampleRejection = { code: 'damaged', detail: 'The file ends in the middle.' };

const original = { objectKey: 'o/00/one', bytes: 1, sha256: '0'.repeat(64), type: 'image/jpeg' };

/** What was said of its upload. */
export function sampleUpload(photo = samplePhoto()): PhotoUploaded {
  return photoUploaded.body.parse({ photo, original });
}
