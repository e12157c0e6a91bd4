import type { S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { buckets, type BucketName } from './buckets.js';
import { inboxes, topic, type InboxName } from './inboxes.js';
import { resourceNames } from './names.js';
import { provisionBucket } from './provision-bucket.js';
import { provisionInbox, type ProvisionedInbox } from './provision-inbox.js';
import { provisionSubscription } from './provision-subscription.js';

export interface ProvisionTarget {
  prefix: string;
  s3: S3Client;
  sns: SNSClient;
  sqs: SQSClient;
}

/** Where everything in the table of resources is to be found. */
export interface Provisioned {
  topicArn: string;
  buckets: Record<BucketName, string>;
  queues: Record<InboxName, Pick<ProvisionedInbox, 'url' | 'deadLetterUrl'>>;
}

/** Makes everything in the table of resources that is not there, and puts right what differs from it. Safe to repeat; deletes nothing. */
export async function provision({ prefix, s3, sns, sqs }: ProvisionTarget): Promise<Provisioned> {
  const names = resourceNames(prefix);
  const { TopicArn: topicArn } = await sns.send(new CreateTopicCommand({ Name: names.topic(topic.name) }));
  if (!topicArn) throw new Error(`SNS made the topic ${names.topic(topic.name)} and named no ARN.`);

  const madeBuckets = await forEach(buckets, (bucket) => provisionBucket(s3, names.bucket(bucket.name), bucket));
  const queues = await forEach(inboxes, async (inbox) => {
    const { arn, url, deadLetterUrl } = await provisionInbox(sqs, names, inbox, topicArn);
    await provisionSubscription(sns, { topicArn, queueArn: arn, hears: inbox.hears });
    return { url, deadLetterUrl };
  });
  return { topicArn, buckets: madeBuckets, queues };
}

/** One after the other: LocalStack answers 500 to whoever lists subscriptions while another is made. */
async function forEach<Name extends string, Resource, Made>(
  table: Record<Name, Resource>,
  make: (resource: Resource) => Promise<Made>,
): Promise<Record<Name, Made>> {
  const made: [string, Made][] = [];
  for (const [name, row] of Object.entries<Resource>(table)) made.push([name, await make(row)]);
  return Object.fromEntries(made) as Record<Name, Made>;
}
