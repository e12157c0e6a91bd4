import { describe, expect, it } from '@jest/globals';
import { s3OperationOf } from './s3-operation.js';

describe('s3OperationOf', () => {
  it.each([
    ['GET', '/', 'ListBuckets'],
    ['PUT', '/bucket', 'BucketSettings'],
    ['PUT', '/bucket/?lifecycle', 'BucketSettings'],
    ['GET', '/bucket?lifecycle', 'BucketSettings'],
    ['GET', '/bucket/?list-type=2', 'ListObjects'],
    ['GET', '/bucket', 'ListObjects'],
    ['POST', '/bucket/?delete', 'DeleteObjects'],
    ['PUT', '/bucket/o/00/id?x-id=PutObject', 'PutObject'],
    ['GET', '/bucket/o/00/id', 'GetObject'],
    ['HEAD', '/bucket/o/00/id', 'HeadObject'],
    ['DELETE', '/bucket/o/00/id', 'DeleteObject'],
    ['POST', '/bucket/o/00/id?uploads', 'CreateMultipartUpload'],
    ['PUT', '/bucket/o/00/id?partNumber=1&uploadId=u', 'UploadPart'],
    ['POST', '/bucket/o/00/id?uploadId=u', 'CompleteMultipartUpload'],
    ['DELETE', '/bucket/o/00/id?uploadId=u', 'AbortMultipartUpload'],
  ])('reads %s %s as %s', (method, url, operation) => {
    expect(s3OperationOf(method, url)).toBe(operation);
  });
});
