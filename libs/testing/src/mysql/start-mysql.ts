import { testEnvironment } from '../environment.main.js';
import { startByFirstWay, type DatabaseOptions, type DatabaseServer } from './database-way.js';
import { debianPackages } from './debian-packages.js';
import { foundProgram } from './found-program.js';

export interface PrivateMySql extends DatabaseServer {
  pid: number;
}

/** A MySQL-compatible server of a test's own: fresh and temporary, or in the folder given. */
export async function startMySql(options: Partial<DatabaseOptions> = {}): Promise<PrivateMySql> {
  const { environment } = testEnvironment();
  const ways = [foundProgram({ environment }), debianPackages({ environment })];
  return (await startByFirstWay(ways, { pace: 'fast', ...options })) as PrivateMySql;
}
