import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this checkout, from the sources as from dist/. */
export const checkout = folderWithNxAbove(import.meta.dirname);

function folderWithNxAbove(folder: string): string {
  return existsSync(join(folder, 'nx.json')) ? folder : folderWithNxAbove(dirname(folder));
}
