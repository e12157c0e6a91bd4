import { addresses } from './addresses.js';
import type { Folders } from './folders.js';

export interface BannerFacts {
  readonly url: string;
  readonly database: string;
  readonly folders: Folders;
  readonly pid: number;
  readonly tookSeconds: number;
}

/** What a newcomer wants to know when all is ready. */
export function banner({ url, database, folders, pid, tookSeconds }: BannerFacts): string {
  return `
  Pinhole is ready, after ${tookSeconds.toFixed(1)} s.

${addresses(url)}

    Data       ${folders.data}
    Logs       ${folders.logs}
    Database   ${database}
    Stop       Ctrl-C, or kill ${pid}; the photos stay. 'npm run reset' forgets them.
`;
}
