import { join } from 'node:path';

/** The checkout: this file lies in tools/local/dist/services. */
export const projectRoot = join(import.meta.dirname, '../../../..');

export function scriptOf(path: string): string {
  return join(projectRoot, path);
}
