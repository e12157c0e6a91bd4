import { GetBucketLifecycleConfigurationCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buckets, inboxes, nameAttribute, type InboxName } from '@pinhole/resources';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { emulatorClients, type EmulatorClients } from './emulator/emulator-clients.js';
import type { AwsEmulator } from './emulator/aws-emulator.js';
import { startAwsEmulator } from './emulator/start-aws-emulator.js';

const inboxNames = Object.keys(inboxes) as InboxName[];
const everyMessage = [...new Set(inboxNames.flatMap((name) => [...inboxes[name].hears]))];

let emulator: AwsEmulator;
let clients: EmulatorClients;
let made: Provisioned;
let stacks = 0;
let prefix: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  clients = emulatorClients(emulator.settings);
});
beforeEach(async () => {
  prefix = `stack${(stacks += 1)}`;
  made = await provision({ prefix, ...clients });
});
afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

async function queueAttributes(url: string): Promise<Record<string, string>> {
  const { Attributes = {} } = await clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  // What changes by itself.
  return Object.fromEntries(Object.entries(Attributes).filter(([name]) => !/Timestamp$|^Approximate/.test(name)));
}

async function subscriptionOf(name: InboxName): Promise<Record<string, string>> {
  const { QueueArn } = await queueAttributes(made.queues[name].url);
  const { Subscriptions = [] } = await clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: made.topicArn }));
  const SubscriptionArn = Subscriptions.find(({ Endpoint }) => Endpoint === QueueArn)?.SubscriptionArn;
  return (await clients.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes!;
}

/** Everything that was made, as it now is. */
async function stateOfAll() {
  return Promise.all(
    inboxNames.map(async (name) => ({
      queue: await queueAttributes(made.queues[name].url),
      deadLetters: await queueAttributes(made.queues[name].deadLetterUrl),
      subscription: await subscriptionOf(name),
    })),
  );
}

async function publishOneOfEach(): Promise<void> {
  // What nobody hears goes first: it would be there by the time that the others are.
  for (const name of ['photo.forgotten.v1', ...everyMessage]) {
    const MessageAttributes = { [nameAttribute]: { DataType: 'String', StringValue: name } };
    await clients.sns.send(new PublishCommand({ TopicArn: made.topicArn, Message: name, MessageAttributes }));
  }
}

/** What came in, once there is as much as the inbox hears: a topic delivers in its own time. */
async function heardBy(name: InboxName): Promise<string[]> {
  const receive = new ReceiveMessageCommand({ QueueUrl: made.queues[name].url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
  const heard: string[] = [];
  for (let polls = 0; polls < 20 && heard.length < inboxes[name].hears.length; polls += 1) {
    const { Messages = [] } = await clients.sqs.send(receive);
    heard.push(...Messages.map(({ Body }) => Body!));
  }
  return heard.sort();
}

describe('provision', () => {
  it.each(inboxNames)('makes the inbox %s as the table says', async (name) => {
    const { queue, deadLetters } = {
      queue: await queueAttributes(made.queues[name].url),
      deadLetters: await queueAttributes(made.queues[name].deadLetterUrl),
    };
    const inbox = inboxes[name];
    expect(queue).toMatchObject({
      VisibilityTimeout: String(inbox.visibilityTimeoutSeconds),
      MessageRetentionPeriod: String(inbox.retentionSeconds),
      DelaySeconds: '0',
    });
    expect(JSON.parse(queue.RedrivePolicy!)).toEqual({
      deadLetterTargetArn: deadLetters.QueueArn,
      maxReceiveCount: inbox.maxReceiveCount,
    });
    expect(deadLetters.MessageRetentionPeriod).toBe(String(inbox.deadLetterRetentionSeconds));
    expect(JSON.parse(deadLetters.RedriveAllowPolicy!)).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [queue.QueueArn],
    });
  });

  it.each(inboxNames)('lets only the topic send to the inbox %s', async (name) => {
    const { Policy, QueueArn } = await queueAttributes(made.queues[name].url);
    expect(JSON.parse(Policy!)).toMatchObject({
      Statement: [
        { Action: 'sqs:SendMessage', Resource: QueueArn, Condition: { ArnEquals: { 'aws:SourceArn': made.topicArn } } },
      ],
    });
  });

  it('gives every inbox what it hears, as it was published, and nothing else', async () => {
    await publishOneOfEach();
    for (const name of inboxNames) expect(await heardBy(name)).toEqual([...inboxes[name].hears].sort());
  });

  it('makes the buckets, and has them forget uploads that nobody finished', async () => {
    for (const name of Object.keys(buckets) as (keyof typeof buckets)[]) {
      await clients.s3.send(new HeadBucketCommand({ Bucket: made.buckets[name] }));
      const { Rules } = await clients.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: made.buckets[name] }));
      const days = buckets[name].abortIncompleteMultipartUploadDays;
      expect(Rules).toMatchObject([{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: days } }]);
    }
  });

  it('changes nothing the second time', async () => {
    const before = await stateOfAll();
    expect(await provision({ prefix, ...clients })).toEqual(made);
    expect(await stateOfAll()).toEqual(before);
  });

  it('puts right what was changed by hand', async () => {
    const before = await stateOfAll();
    const { url, deadLetterUrl } = made.queues.gallery;
    const changed = { VisibilityTimeout: '1', DelaySeconds: '7', MessageRetentionPeriod: '60', RedrivePolicy: '', Policy: '' };
    await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: changed }));
    await clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: deadLetterUrl, Attributes: { MessageRetentionPeriod: '60' } }),
    );
    const { SubscriptionArn } = await subscriptionOf('gallery');
    for (const [AttributeName, AttributeValue] of [
      ['RawMessageDelivery', 'false'],
      ['FilterPolicy', JSON.stringify({ [nameAttribute]: ['photo.forgotten.v1'] })],
      ['FilterPolicyScope', 'MessageBody'],
    ])
      await clients.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    expect(await stateOfAll()).not.toEqual(before);

    await provision({ prefix, ...clients });
    expect(await stateOfAll()).toEqual(before);
    await publishOneOfEach();
    expect(await heardBy('gallery')).toEqual([...inboxes.gallery.hears].sort());
  });

  it('makes again what was deleted, and leaves the rest', async () => {
    await clients.sqs.send(new DeleteQueueCommand({ QueueUrl: made.queues.upload.url }));
    await clients.sqs.send(new DeleteQueueCommand({ QueueUrl: made.queues['resize-full'].deadLetterUrl }));
    await clients.sns.send(new UnsubscribeCommand({ SubscriptionArn: (await subscriptionOf('gallery')).SubscriptionArn }));
    expect(await provision({ prefix, ...clients })).toEqual(made);
    await publishOneOfEach();
    for (const name of inboxNames) expect(await heardBy(name)).toEqual([...inboxes[name].hears].sort());
  });

  it('keeps two stacks in one account apart', async () => {
    const other = await provision({ prefix: `${prefix}-other`, ...clients });
    await publishOneOfEach();
    expect(await heardBy('gallery')).toHaveLength(inboxes.gallery.hears.length);
    const receive = new ReceiveMessageCommand({ QueueUrl: other.queues.gallery.url, WaitTimeSeconds: 0 });
    expect((await clients.sqs.send(receive)).Messages ?? []).toEqual([]);
  });
});
