import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UploadRecipe1763750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Photos of before are of the first recipe, and so are those that an older upload-api takes in beside us.
    await runner.query('ALTER TABLE upload ADD COLUMN recipe_version INT UNSIGNED NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE upload DROP COLUMN recipe_version');
  }
}
