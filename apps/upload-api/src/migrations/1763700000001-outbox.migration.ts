import { outboxTable } from '@pinhole/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Outbox1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTable.up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTable.down);
  }
}
