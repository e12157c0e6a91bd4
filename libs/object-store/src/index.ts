export * from './byte-budget.js';
export * from './object-store.errors.js';
export type { ObjectHead, StoredObject } from './object-store.js';
export * from './originals.js';
export type { StoredStream } from './store-stream.js';
export * from './variants.js';
