import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { InboxResource } from './inboxes.js';
import type { resourceNames } from './names.js';

type Attributes = Partial<Record<QueueAttributeName, string>>;

export interface ProvisionedInbox {
  arn: string;
  url: string;
  deadLetterUrl: string;
}

/** One reader's queue with its dead-letter queue, both exactly as the table says. */
export async function provisionInbox(
  sqs: SQSClient,
  names: ReturnType<typeof resourceNames>,
  inbox: InboxResource,
  topicArn: string,
): Promise<ProvisionedInbox> {
  const queue = await createQueue(sqs, names.queue(inbox.name));
  const deadLetters = await createQueue(sqs, names.deadLetterQueue(inbox.name));
  await setAttributes(sqs, deadLetters.url, {
    ...plain,
    MessageRetentionPeriod: String(inbox.deadLetterRetentionSeconds),
    RedriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
  });
  await setAttributes(sqs, queue.url, {
    ...plain,
    VisibilityTimeout: String(inbox.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(inbox.retentionSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: inbox.maxReceiveCount }),
    Policy: JSON.stringify(onlyTheTopicMaySend(queue.arn, topicArn)),
  });
  return { ...queue, deadLetterUrl: deadLetters.url };
}

/** What we never want otherwise: said all the same, so that a change by hand is put right. A long poll waits 20 s, the most there is. */
const plain: Attributes = { DelaySeconds: '0', ReceiveMessageWaitTimeSeconds: '20' };

/** Asked for without attributes: with other attributes than it has, SQS refuses a queue that is there. They are set afterwards. */
async function createQueue(sqs: SQSClient, name: string): Promise<{ url: string; arn: string }> {
  const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  if (!url || !Attributes?.QueueArn) throw new Error(`SQS made the queue ${name} and did not say where it is.`);
  return { url, arn: Attributes.QueueArn };
}

async function setAttributes(sqs: SQSClient, url: string, attributes: Attributes): Promise<void> {
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
}

function onlyTheTopicMaySend(queueArn: string, topicArn: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  };
}
