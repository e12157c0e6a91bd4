import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CardMetadata1763740000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // `location` is for the owner alone: no statement that answers the public names it.
    await runner.query(`
      ALTER TABLE card
        ADD COLUMN taken_offset VARCHAR(6) NULL,
        ADD COLUMN camera JSON NULL,
        ADD COLUMN exposure JSON NULL,
        ADD COLUMN location JSON NULL,
        ADD COLUMN animated BOOLEAN NOT NULL DEFAULT FALSE,
        ADD COLUMN degraded BOOLEAN NOT NULL DEFAULT FALSE
    `);
    // Until now moments were said in UTC alone.
    await runner.query(`UPDATE card SET taken_offset = '+00:00' WHERE taken_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE card
        DROP COLUMN taken_offset, DROP COLUMN camera, DROP COLUMN exposure,
        DROP COLUMN location, DROP COLUMN animated, DROP COLUMN degraded
    `);
  }
}
