import { limits } from '@pinhole/resources';
import type { IncomingHttpHeaders } from 'node:http';
import { UploadTooLarge } from './upload.errors.js';

/** Refuses a form before a byte of it is read, where its declared length leaves no doubt that its file is too large. */
export function refuseTooLong(headers: IncomingHttpHeaders, uploadBytesMax: number): void {
  const declared = Number(headers['content-length'] ?? 0);
  if (declared > uploadBytesMax + limits.uploadFieldsBytesMax) throw new UploadTooLarge(uploadBytesMax);
}
