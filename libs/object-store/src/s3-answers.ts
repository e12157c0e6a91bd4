import { S3ServiceException } from '@aws-sdk/client-s3';

/** The key, or the upload, is not there. A missing bucket is something else, and stays an error. */
export function isNotFound(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name);
}

/** This multipart upload is over: completed, aborted, or never begun. */
export function isNoSuchUpload(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'NoSuchUpload';
}

/** `If-None-Match: *`, and there is an object. */
export function isPreconditionFailed(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
}

/** Another write to the same key is under way; who asks again learns how it ended. */
export function isConflict(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 409;
}

/** No answer, or one that says nothing of the deed: it may have been done, or may yet be. */
export function isInDoubt(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status === undefined || status >= 500;
}
