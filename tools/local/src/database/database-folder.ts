import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { privateWayNames, type PrivateWayName } from './private-way-names.js';

/** Where a private server keeps what it keeps. With Docker that is only its password: the rows are in a volume. */
export function databaseFolder(dataFolder: string): string {
  return join(dataFolder, 'database');
}

export function passwordFile(folder: string): string {
  return join(folder, 'docker-password');
}

export function hasDatabase(dataFolder: string): boolean {
  return existsSync(databaseFolder(dataFolder));
}

/**
 * The ways that can open what is there: any, where nothing is. Another way would begin with an empty database, and all photos
 * would seem to be lost.
 */
export function waysToOpen(dataFolder: string): readonly PrivateWayName[] {
  const folder = databaseFolder(dataFolder);
  if (!hasDatabase(dataFolder)) return privateWayNames;
  return existsSync(passwordFile(folder)) ? ['docker'] : ['program', 'packages'];
}
