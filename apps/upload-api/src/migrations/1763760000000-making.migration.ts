import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Making1763760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE making (
        photo_id BINARY(16) NOT NULL,
        revision INT UNSIGNED NOT NULL,
        recipe_name VARCHAR(40) NOT NULL,
        recipe_version INT UNSIGNED NOT NULL,
        asked_at DATETIME(3) NOT NULL,
        PRIMARY KEY (photo_id, revision)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE making');
  }
}
