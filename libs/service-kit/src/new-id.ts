import { randomUUIDv7 } from 'node:crypto';

/** A new UUIDv7: later ids sort after earlier ones, so that new rows lie together. The caller says whose id it is. */
export function newId<Id extends string>(): Id {
  return randomUUIDv7() as string as Id;
}
