import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A promise: a message that was written in one transaction with what it tells of, and goes out afterwards. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint', unsigned: true })
  id!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  /** The envelope as it goes out, and as it went out when it goes twice. */
  @Column('mediumtext')
  payload!: string;

  /** Not before this moment, by the database's clock in UTC. A relay that takes the row puts it off: that is its lease. */
  @Column('datetime', { name: 'due_at', precision: 3 })
  dueAt!: Date;

  /** How often SNS has said no to it. */
  @Column('int', { unsigned: true, default: 0 })
  refusals!: number;

  @Column('datetime', { name: 'sent_at', precision: 3, nullable: true })
  sentAt!: Date | null;
}
