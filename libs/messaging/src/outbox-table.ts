/** The table of OutboxEntity, as statements for a migration. */
export const outboxTable = {
  // The index is the relay's question, in its order: what is not sent, the longest due first. It also finds what was sent long ago.
  up: `
    CREATE TABLE outbox (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name VARCHAR(64) NOT NULL,
      payload MEDIUMTEXT NOT NULL,
      due_at DATETIME(3) NOT NULL,
      refusals INT UNSIGNED NOT NULL DEFAULT 0,
      sent_at DATETIME(3) NULL,
      INDEX outbox_due (sent_at, due_at)
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin`,
  down: 'DROP TABLE outbox',
} as const;
