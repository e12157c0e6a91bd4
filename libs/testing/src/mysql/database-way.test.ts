import { describe, expect, it } from '@jest/globals';
import { EveryWayBlocked, NoDatabaseServer, startByFirstWay, type DatabaseServer, type DatabaseWay } from './database-way.js';

const server = { kind: 'MySQL 8.4.0' } as DatabaseServer;
const works: DatabaseWay = { name: 'works', start: () => Promise.resolve(server) };
const fails = (name: string, error = new Error(`no ${name}`)): DatabaseWay => ({ name, start: () => Promise.reject(error) });

describe('startByFirstWay', () => {
  it('takes the next way when one fails', async () => {
    await expect(startByFirstWay([fails('program'), works, fails('docker')], { pace: 'fast' })).resolves.toBe(server);
  });

  it('tells what each way said when all fail', async () => {
    const start = startByFirstWay([fails('program'), fails('docker')], { pace: 'fast' });
    await expect(start).rejects.toThrow(NoDatabaseServer);
    await expect(start).rejects.toThrow(/- program: no program\n- docker: no docker$/);
  });

  it('stops at what would stop every way', async () => {
    const blocked = new EveryWayBlocked('Port 8080 is in use.');
    await expect(startByFirstWay([fails('program', blocked), works], { pace: 'fast' })).rejects.toBe(blocked);
  });
});
