import { provision, type Provisioned } from '@pinhole/resources/provision';
import { emulatorClients, startAwsEmulator, testDatabase } from '@pinhole/testing';
import type { AwsEmulator, EmulatorClients, TestDatabase } from '@pinhole/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createOutbox, openOutbox } from './open-outbox.fixture.js';

/** The first start on a machine may fetch and unpack a database. */
export const startMillisecondsMax = 180_000;

/** A schema with an outbox, a topic and queues, for one test. */
export interface Room {
  url: string;
  database: DataSource;
  made: Provisioned;
}

/** A real MySQL and real queues, for the tests of one file. */
export class Stack {
  private readonly rooms: Room[] = [];

  private constructor(
    private readonly server: TestDatabase,
    private readonly folder: string,
    private emulator: AwsEmulator,
    readonly clients: EmulatorClients,
  ) {}

  static async start(): Promise<Stack> {
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
    const [server, emulator] = await Promise.all([testDatabase(), startAwsEmulator({ folder })]);
    return new Stack(server, folder, emulator, emulatorClients(emulator.settings));
  }

  /** What the environment of a process must say that uses the queues. */
  get settings(): AwsEmulator['settings'] {
    return this.emulator.settings;
  }

  async room(): Promise<Room> {
    const name = `room${this.rooms.length}`;
    const url = await this.server.schemaUrl(name);
    const room = { url, database: await openOutbox(url), made: await provision({ prefix: name, ...this.clients }) };
    this.rooms.push(room);
    await createOutbox(room.database);
    return room;
  }

  async killEmulator(): Promise<void> {
    this.emulator.kill('SIGKILL');
    await this.emulator.exited;
  }

  /** At the same address, with everything that it had. */
  async restartEmulator(): Promise<void> {
    this.emulator = await startAwsEmulator({ folder: this.folder, port: Number(new URL(this.emulator.endpoint).port) });
  }

  async stop(): Promise<void> {
    await Promise.all(this.rooms.map(({ database }) => database.destroy()));
    this.clients.destroy();
    await this.emulator.stop();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
