import type { UploadAccepted } from '@pinhole/contracts';
import { Refused, sentenceOf } from './api.js';

const connectionLost = 'The connection broke off while the photo was sent. Try again.';

/** Sends one photo, and tells how far it is, from 0 to 1. XMLHttpRequest, because fetch does not tell. */
export function sendPhoto(file: File, onProgress: (share: number) => void): Promise<UploadAccepted> {
  const { promise, resolve, reject } = Promise.withResolvers<UploadAccepted>();
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
  request.addEventListener('load', () => resolve(acceptedBy(request)));
  for (const end of ['error', 'abort', 'timeout']) request.addEventListener(end, () => reject(new Error(connectionLost)));
  const form = new FormData();
  form.append('file', file);
  request.open('POST', '/v1/uploads');
  request.send(form);
  return promise;
}

function acceptedBy({ status, responseText }: XMLHttpRequest): UploadAccepted | Promise<never> {
  if (status !== 201) return Promise.reject(new Refused(status, sentenceOf(responseText)));
  return JSON.parse(responseText) as UploadAccepted;
}
