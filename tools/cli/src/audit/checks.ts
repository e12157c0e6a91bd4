/** What must hold, in the order of a photo's journey. */
export const checks = {
  originals: 'Each accepted upload has its original, as it was received.',
  'orphan-originals': 'Each original belongs to an upload.',
  ledger: 'No upload waits unsettled for longer than the sweeper lets it.',
  outbox: 'No promised message waits unsent.',
  cards: 'Each upload has its card, and they agree on how it ended.',
  variants: 'Each ready card has every variant that it declares.',
  'orphan-variants': 'Each variant is declared by a card.',
  'open-uploads': 'No multipart upload was left open.',
  inboxes: 'Every inbox is there.',
  'dead-letters': 'No dead letter lies unread.',
} as const;
export type CheckName = keyof typeof checks;
