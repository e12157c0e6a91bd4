/** What a request asks of S3, by S3's own names. */
export type S3Operation =
  | 'ListBuckets'
  | 'BucketSettings'
  | 'ListObjects'
  | 'DeleteObjects'
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload';

/** Reads the operation off a request in path style: `/bucket/key?…`. */
export function s3OperationOf(method: string, url: string): S3Operation {
  const { pathname, searchParams } = new URL(url, 'http://store');
  const [, bucket, ...key] = pathname.split('/');
  if (!bucket) return 'ListBuckets';
  if (key.join('/') === '') return ofBucket(method, searchParams);
  if (searchParams.has('uploads')) return 'CreateMultipartUpload';
  if (searchParams.has('uploadId')) return ofMultipartUpload(method);
  return ofObject(method);
}

function ofBucket(method: string, query: URLSearchParams): S3Operation {
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects';
  const isList = method === 'GET' && (query.size === 0 || query.has('list-type'));
  return isList ? 'ListObjects' : 'BucketSettings';
}

function ofMultipartUpload(method: string): S3Operation {
  if (method === 'PUT') return 'UploadPart';
  return method === 'POST' ? 'CompleteMultipartUpload' : 'AbortMultipartUpload';
}

function ofObject(method: string): S3Operation {
  if (method === 'PUT') return 'PutObject';
  if (method === 'DELETE') return 'DeleteObject';
  return method === 'HEAD' ? 'HeadObject' : 'GetObject';
}
