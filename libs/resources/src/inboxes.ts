import { photoPreviewed, photoRejected, photoResized, photoUploaded, resizeAsked } from '@pinhole/contracts';

/** The one topic to which services publish facts. */
export const topic = { name: 'photo-events' } as const;

/** The message attribute that filters look at: exact matches on a plain string are what every implementation can do. */
export const nameAttribute = 'name';

/** One reader's own queue: what it hears, how long a message is hidden while worked on, and when it is set aside. */
export interface InboxResource {
  readonly name: string;
  /** Names of the messages that the subscription's filter lets through. */
  readonly hears: readonly string[];
  /** How long SQS hides a message that is being worked on. Renewed while the work goes on, so it is only how long a killed reader's message waits. */
  readonly visibilityTimeoutSeconds: number;
  /** Receives until a message goes to the dead-letter queue: a poll given up at a restart costs one, so three would be too few. */
  readonly maxReceiveCount: number;
  readonly retentionSeconds: number;
  /** Longer than the inbox's own, because SQS counts a dead letter's age from its first send. */
  readonly deadLetterRetentionSeconds: number;
  /** How long one message may be worked on before it counts as failed. */
  readonly handlerSecondsMax: number;
}

const days = 24 * 60 * 60;
const common = {
  visibilityTimeoutSeconds: 30,
  maxReceiveCount: 5,
  retentionSeconds: 4 * days,
  deadLetterRetentionSeconds: 14 * days,
} as const;

export const inboxes = {
  upload: { ...common, name: 'upload', hears: [photoResized.name, photoRejected.name], handlerSecondsMax: 20 },
  gallery: {
    ...common,
    name: 'gallery',
    hears: [photoUploaded.name, photoPreviewed.name, photoResized.name, photoRejected.name],
    handlerSecondsMax: 20,
  },
  // It waits for room and tries once, for ten seconds at the most: what hangs is left to the full lane.
  'resize-preview': { ...common, name: 'resize-preview', hears: [photoUploaded.name], handlerSecondsMax: 120 },
  // A picture may wait for others, hang for 45 s, wait until there is none, and hang again; each of that has an end of its own.
  'resize-full': { ...common, name: 'resize-full', hears: [photoUploaded.name], handlerSecondsMax: 240 },
  'resize-backfill': { ...common, name: 'resize-backfill', hears: [resizeAsked.name], handlerSecondsMax: 240 },
} as const satisfies Record<string, InboxResource>;
export type InboxName = keyof typeof inboxes;
