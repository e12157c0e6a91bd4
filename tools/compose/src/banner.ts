import { addresses } from '@pinhole/local/addresses';

/** What a newcomer wants to know when all is ready. */
export function banner(url: string): string {
  return `
  Pinhole is ready.

${addresses(url)}

    Stop       Ctrl-C, or 'docker compose down'. LocalStack keeps nothing when it ends, so the photos go with it.
`;
}
