import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { nameAttribute } from './inboxes.js';

export interface SubscriptionPlan {
  topicArn: string;
  queueArn: string;
  hears: readonly string[];
}

/** Lets through to an inbox the messages it hears, as they were published and without SNS's own envelope. */
export async function provisionSubscription(sns: SNSClient, { topicArn, queueArn, hears }: SubscriptionPlan): Promise<void> {
  const wanted = {
    RawMessageDelivery: 'true',
    FilterPolicyScope: 'MessageAttributes',
    FilterPolicy: JSON.stringify({ [nameAttribute]: hears }),
  };
  // Looked for first: to subscribe again with other attributes is refused.
  const existing = await findSubscription(sns, topicArn, queueArn);
  if (!existing) {
    await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes: wanted }));
    return;
  }
  const { Attributes: actual = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: existing }));
  for (const [AttributeName, AttributeValue] of Object.entries(wanted)) {
    if (actual[AttributeName] === AttributeValue) continue;
    await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn: existing, AttributeName, AttributeValue }));
  }
}

async function findSubscription(client: SNSClient, topicArn: string, queueArn: string): Promise<string | undefined> {
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
    const found = Subscriptions.find(({ Protocol, Endpoint }) => Protocol === 'sqs' && Endpoint === queueArn);
    if (found) return found.SubscriptionArn;
  }
  return undefined;
}
