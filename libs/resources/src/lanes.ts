import type { InboxName } from './inboxes.js';

/** What resizers do, each out of an inbox of its own, in the order of precedence. */
export const laneNames = ['preview', 'full', 'backfill'] as const;
export type LaneName = (typeof laneNames)[number];

export const laneInbox = {
  preview: 'resize-preview',
  full: 'resize-full',
  backfill: 'resize-backfill',
} as const satisfies Record<LaneName, InboxName>;
