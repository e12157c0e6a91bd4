import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { gapOf, type StoreCase, type StoreName } from './gaps.js';
import type { ObjectStoreSubject, OriginalsSubject, VariantsSubject } from './subject.js';

/** The store that a suite is about, opened once for all of its tests. */
export class StoreUnderTest {
  private opened: ObjectStoreSubject | undefined;

  constructor(
    readonly name: StoreName,
    open: () => Promise<ObjectStoreSubject>,
  ) {
    beforeAll(async () => {
      this.opened = await open();
    });
    afterAll(() => this.opened?.close());
  }

  get subject(): ObjectStoreSubject {
    return this.opened!;
  }

  get originals(): OriginalsSubject {
    return this.subject.originals;
  }

  get variants(): VariantsSubject {
    return this.subject.variants;
  }

  /** A test of what S3 does. `kept` is false where this emulator does not: then the test expects just that. */
  itKeeps(storeCase: StoreCase, guarantee: string, test: (kept: boolean) => Promise<void>): void {
    const gap = gapOf(storeCase, this.name);
    it(gap ? `cannot show that it ${guarantee}: ${this.name} ${gap.why}` : guarantee, () => test(!gap));
  }

  async contentOf(key: string): Promise<Buffer> {
    const { body } = (await this.originals.get(key))!;
    return Buffer.concat((await body.toArray()) as Buffer[]);
  }

  /** No object under the key, and no upload that was begun and neither completed nor aborted. */
  async expectNothingLeft(key: string): Promise<void> {
    expect(await this.originals.head(key)).toBeNull();
    this.expectNoOpenUploads();
  }

  expectNoOpenUploads(): void {
    const { created, completed, aborted } = this.subject.multipart();
    expect(completed + aborted).toBe(created);
  }
}
