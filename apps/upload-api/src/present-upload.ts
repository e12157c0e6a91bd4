import type { PhotoId, UploadAccepted, UploadStatus } from '@pinhole/contracts';
import type { UploadEntity } from './upload.entity.js';

export function presentAccepted(id: PhotoId, publicUrl: string): UploadAccepted {
  return { id, state: 'processing', ...linksOf(id, publicUrl) };
}

export function presentUpload(upload: UploadEntity, publicUrl: string): UploadStatus {
  const { id, state, rejectionCode, rejectionDetail, bytes, sha256, receivedAt, settledAt } = upload;
  return {
    id,
    state,
    rejection: rejectionCode === null ? null : { code: rejectionCode, detail: rejectionDetail ?? '' },
    bytes,
    sha256,
    receivedAt: receivedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    ...linksOf(id, publicUrl),
  };
}

/** `url`, the photo's page, works at once: it shows a photo that is still being made ready. */
function linksOf(id: PhotoId, publicUrl: string) {
  return { url: `${publicUrl}/p/${id}`, statusUrl: `${publicUrl}/v1/uploads/${id}` };
}
