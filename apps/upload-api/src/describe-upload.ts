import type { PhotoFacts, PhotoUploaded } from '@pinhole/contracts';
import { everybody } from './owner.js';
import type { UploadEntity } from './upload.entity.js';

/** What every message about this upload carries on. */
export function photoFactsOf({ id, title, description, tags, visibility, receivedAt }: UploadEntity): PhotoFacts {
  return { id, owner: everybody, title, description, tags, visibility, uploadedAt: receivedAt.toISOString() };
}

export function photoUploadedOf(upload: UploadEntity): PhotoUploaded {
  const { objectKey, bytes, sha256, type, recipeVersion } = upload;
  const recipe = { name: 'standard', version: recipeVersion };
  return { photo: photoFactsOf(upload), original: { objectKey, bytes, sha256, type }, recipe };
}
