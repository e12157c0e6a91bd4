import { z } from 'zod';

/** Where S3, SNS and SQS are. Without an endpoint: AWS itself, in this region. */
export const awsSettings = {
  AWS_REGION: z.string().min(1),
  AWS_ENDPOINT_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Buckets as the first part of the path, not of the host name: what an endpoint on an IP address needs. */
  S3_FORCE_PATH_STYLE: z.stringbool().default(false),
};

export type AwsConfig = z.infer<z.ZodObject<typeof awsSettings>>;
