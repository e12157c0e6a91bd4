import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Uploads1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upload (
        id BINARY(16) NOT NULL PRIMARY KEY,
        state ENUM('processing', 'ready', 'rejected') NOT NULL,
        rejection_code VARCHAR(64) NULL,
        rejection_detail VARCHAR(500) NULL,
        owner_id BINARY(16) NOT NULL,
        file_name VARCHAR(255) NOT NULL,
        title VARCHAR(200) NOT NULL,
        description TEXT NOT NULL,
        tags JSON NOT NULL,
        visibility ENUM('public', 'unlisted') NOT NULL,
        object_key VARCHAR(200) NOT NULL,
        type VARCHAR(40) NOT NULL,
        bytes BIGINT UNSIGNED NOT NULL,
        sha256 CHAR(64) NOT NULL,
        received_at DATETIME(3) NOT NULL,
        settled_at DATETIME(3) NULL,
        rings INT UNSIGNED NOT NULL,
        rung_at DATETIME(3) NOT NULL,
        ring_at DATETIME(3) NULL,
        INDEX upload_ring (ring_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE upload');
  }
}
