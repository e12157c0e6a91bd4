import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cards1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // `listed` is what lists ask for, as one column, so that one index gives a page in its order and reads no row too many.
    await runner.query(`
      CREATE TABLE card (
        id BINARY(16) NOT NULL PRIMARY KEY,
        state ENUM('processing', 'preview', 'ready', 'rejected') NOT NULL,
        revision INT UNSIGNED NOT NULL,
        title VARCHAR(200) NOT NULL,
        description TEXT NOT NULL,
        tags JSON NOT NULL,
        visibility ENUM('public', 'unlisted') NOT NULL,
        owner JSON NOT NULL,
        uploaded_at DATETIME(3) NOT NULL,
        taken_at DATETIME(3) NULL,
        picture JSON NULL,
        rejection JSON NULL,
        listed TINYINT GENERATED ALWAYS AS (IF(visibility = 'public' AND state <> 'rejected', 1, 0)) STORED,
        INDEX card_listed (listed, uploaded_at, id)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE card');
  }
}
