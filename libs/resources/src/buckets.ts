/** What is kept in S3. Originals are private for ever; variants are public through the edge. */
export const buckets = {
  originals: { name: 'originals', abortIncompleteMultipartUploadDays: 1 },
  variants: { name: 'variants', abortIncompleteMultipartUploadDays: 1 },
} as const;
export type BucketName = keyof typeof buckets;
