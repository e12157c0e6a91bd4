import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { inboxes } from '@pinhole/resources';
import type { AuditWish } from './audit-wish.js';
import type { Findings } from './findings.js';
import { readLetters } from './read-letters.js';
import type { Site } from './site.js';

const counted = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Counts what lies in each inbox and in the dead-letter queue behind it, and names the dead letters. */
export async function checkQueues(site: Site, { atRest, shownMax }: AuditWish, findings: Findings): Promise<void> {
  for (const { name } of Object.values(inboxes)) {
    const queue = site.names.queue(name);
    const inbox = await countMessages(site, queue);
    findings.compared('inboxes');
    if (!inbox) findings.add({ check: 'inboxes', says: `there is no queue ${queue}` });
    else findings.queues.push({ queue, messages: inbox.messages });
    if (atRest && inbox && inbox.messages > 0)
      findings.add({ check: 'inboxes', says: `${inbox.messages} messages are still in ${queue}` });
    await checkDeadLetters(site, site.names.deadLetterQueue(name), shownMax, findings);
  }
}

async function checkDeadLetters(site: Site, queue: string, lettersMax: number, findings: Findings): Promise<void> {
  const dead = await countMessages(site, queue);
  if (!dead) return findings.add({ check: 'inboxes', says: `there is no queue ${queue}` });
  findings.queues.push({ queue, messages: dead.messages });
  findings.compared('dead-letters', dead.messages);
  if (dead.messages === 0) return;
  const letters = await readLetters(site.sqs, dead.url, lettersMax);
  for (const { photoId, says } of letters)
    findings.add({ check: 'dead-letters', ...(photoId && { photoId }), says: `${says} lies in ${queue}` });
  const unread = dead.messages - letters.length;
  if (unread > 0) findings.add({ check: 'dead-letters', says: `${unread} more lie in ${queue}` });
}

async function countMessages({ sqs }: Site, name: string): Promise<{ url: string; messages: number } | null> {
  try {
    const { QueueUrl: url } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    if (url === undefined) return null;
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counted] }));
    return { url, messages: counted.reduce((sum, attribute) => sum + Number(Attributes[attribute] ?? 0), 0) };
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return null;
    throw error;
  }
}
