import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CardRecipe1763750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Photos of before are of the first recipe, and so are those that an older gallery-api makes ready beside us.
    await runner.query(`
      ALTER TABLE card
        ADD COLUMN recipe_name VARCHAR(40) NOT NULL DEFAULT 'standard',
        ADD COLUMN recipe_version INT UNSIGNED NOT NULL DEFAULT 1
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE card DROP COLUMN recipe_name, DROP COLUMN recipe_version');
  }
}
