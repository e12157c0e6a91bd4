import { isPreviewKey } from '@pinhole/resources';
import type { Accepted } from './upload-until-accepted.js';
import type { Client } from './client.js';
import type { SentPicture } from './photo-pool.js';
import type { CardRow, LedgerRow, StackStores } from './stack-stores.js';

/** What became of a run, once all of it is settled. */
export interface Findings {
  /** One sentence for each thing that must not be. */
  readonly faults: string[];
  /** Photos that are there, whole, though their client never heard of it. */
  readonly unheard: string[];
  /** Originals without a row: what a kill between the store and the commit leaves, and nobody was told of. */
  readonly orphans: string[];
}

interface Run {
  readonly sent: readonly SentPicture[];
  readonly accepted: readonly Accepted[];
}

/** Holds all that is kept against what was sent and what was acknowledged: nothing lost, nothing twice, nothing half. */
export async function findLosses(stores: StackStores, client: Client, { sent, accepted }: Run): Promise<Findings> {
  const [ledger, cards] = [await stores.ledger(), await stores.cards()];
  const acknowledged = new Map(accepted.map(({ id, sha256 }) => [id, sha256]));
  const sentHashes = new Set(sent.map(({ sha256 }) => sha256));
  const known = new Set(ledger.map(({ objectKey }) => objectKey));
  const orphans = [...(await stores.objects('originals')).keys()].filter((key) => !known.has(key));
  const [deadLetters, promisesOpen] = [await stores.deadLetters(), await stores.promisesOpen()];

  const faults = [
    ...notSettled(ledger, cards),
    ...(await notListedOnce(client, ledger, acknowledged)),
    ...(await notAsSent(stores, ledger, sentHashes)),
    ...(await halfOrphans(stores, orphans, sentHashes)),
    ...(await notAsAcknowledged(client, acknowledged)),
    ...(await variantsAmiss(stores, cards)),
    ...(deadLetters > 0 ? [`${deadLetters} dead letters`] : []),
    ...(promisesOpen > 0 ? [`${promisesOpen} rows of the outbox were never sent`] : []),
  ];
  const unheard = ledger.map(({ id }) => id).filter((id) => !acknowledged.has(id));
  return { faults, unheard, orphans };
}

/** Every picture sent was a good one, so each must be ready: in the ledger and on its card. */
function notSettled(ledger: readonly LedgerRow[], cards: readonly CardRow[]): string[] {
  const states = new Map(cards.map(({ id, state }) => [id, state]));
  const astray = cards.filter(({ id }) => !ledger.some((row) => row.id === id)).map(({ id }) => `${id}: a card without a row`);
  const unready = ledger
    .filter(({ id, state }) => state !== 'ready' || states.get(id) !== 'ready')
    .map(({ id, state }) => `${id} is ${state} in the ledger, ${states.get(id) ?? 'not there'} in the gallery`);
  return [...astray, ...unready];
}

async function notListedOnce(
  client: Client,
  ledger: readonly LedgerRow[],
  acknowledged: ReadonlyMap<string, string>,
): Promise<string[]> {
  const listed = (await client.listed()).map(({ id }) => String(id));
  const once = new Set(listed);
  const rows = new Set(ledger.map(({ id }) => id));
  return [
    ...(listed.length > once.size ? [`the list shows ${listed.length - once.size} photos twice`] : []),
    ...[...acknowledged.keys(), ...rows].filter((id) => !once.has(id)).map((id) => `${id}: missing in the list`),
    ...[...acknowledged.keys()].filter((id) => !rows.has(id)).map((id) => `${id}: acknowledged, and not in the ledger`),
  ];
}

async function notAsSent(stores: StackStores, ledger: readonly LedgerRow[], sent: ReadonlySet<string>): Promise<string[]> {
  const faults: string[] = [];
  for (const { id, sha256, objectKey } of ledger) {
    const stored = await hashOrReason(stores, objectKey);
    if (stored !== sha256) faults.push(`${id}: the original is ${stored}, the ledger says ${sha256}`);
    if (!sent.has(sha256)) faults.push(`${id}: nobody sent ${sha256}`);
  }
  return faults;
}

async function halfOrphans(stores: StackStores, orphans: readonly string[], sent: ReadonlySet<string>): Promise<string[]> {
  const hashes = await Promise.all(orphans.map(async (key) => ({ key, sha256: await hashOrReason(stores, key) })));
  return hashes.filter(({ sha256 }) => !sent.has(sha256)).map(({ key }) => `${key}: an original without a row, and not whole`);
}

async function notAsAcknowledged(client: Client, acknowledged: ReadonlyMap<string, string>): Promise<string[]> {
  const faults: string[] = [];
  for (const [id, sha256] of acknowledged) {
    const status = await client.status(id).catch((error: Error) => error.message);
    if (typeof status === 'string') faults.push(`${id}: acknowledged, and has no status: ${status}`);
    else if (status.sha256 !== sha256) faults.push(`${id}: its client sent ${sha256}, its status says ${status.sha256}`);
    else if (status.state !== 'ready') faults.push(`${id}: its status says ${status.state}`);
  }
  return faults;
}

/** Each variant of a card is there, as long as it says, and no other is but previews, which stay. */
async function variantsAmiss(stores: StackStores, cards: readonly CardRow[]): Promise<string[]> {
  const stored = await stores.objects('variants');
  const shown = new Map(cards.flatMap(({ variants }) => variants.map(({ objectKey, bytes }) => [objectKey, bytes] as const)));
  return [
    ...cards.filter(({ variants }) => variants.length === 0).map(({ id }) => `${id}: a card without variants`),
    ...[...shown].filter(([key, bytes]) => stored.get(key) !== bytes).map(([key]) => `${key}: not there, or of another length`),
    ...[...stored.keys()]
      .filter((key) => !shown.has(key) && !isPreviewKey(key))
      .map((key) => `${key}: a variant that no card shows`),
  ];
}

async function hashOrReason(stores: StackStores, key: string): Promise<string> {
  return stores.sha256('originals', key).catch((error: Error) => `not readable (${error.name})`);
}
