import { describe } from '@jest/globals';
import { uploadsCutShort } from './object-store/cut-uploads.conformance.js';
import type { StoreName } from './object-store/gaps.js';
import { onlyOurKeys } from './object-store/object-keys.conformance.js';
import { theOriginals } from './object-store/originals.conformance.js';
import { StoreUnderTest } from './object-store/store-under-test.js';
import type { ObjectStoreSubject } from './object-store/subject.js';
import { theVariants } from './object-store/variants.conformance.js';
import { whatIsWrittenStays } from './object-store/write-once.conformance.js';

export { objectStoreGaps, type StoreGap, type StoreName } from './object-store/gaps.js';
export type { ObjectStoreSubject } from './object-store/subject.js';

/** What Originals and Variants promise, whatever lies behind them. Where an emulator cannot keep it, the gap is expected. */
export function anObjectStore(name: StoreName, open: () => Promise<ObjectStoreSubject>): void {
  describe(`an object store on ${name}`, () => {
    const store = new StoreUnderTest(name, open);
    theOriginals(store);
    uploadsCutShort(store);
    theVariants(store);
    onlyOurKeys(store);
    whatIsWrittenStays(store);
  });
}
