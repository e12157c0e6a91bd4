import { limits } from '@pinhole/resources';
import { assertObjectKey } from './object-key.js';
import { ObjectStore } from './object-store.js';
import { ObjectWrite } from './object-write.js';

export interface PutVariant {
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The copies that we show. Same photo, same revision, same variant, same key, same bytes: putting one again changes nothing. */
export class Variants extends ObjectStore {
  async put(key: string, bytes: Uint8Array, options: PutVariant): Promise<void> {
    assertObjectKey(key);
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const write = new ObjectWrite(this.s3, this.bucket, key, { ...options, once: false });
    if (whole.byteLength <= limits.partBytes) return write.putWhole(whole);
    try {
      for (let start = 0; start < whole.byteLength; start += limits.partBytes)
        await write.sendPart(whole.subarray(start, start + limits.partBytes));
      await write.complete();
    } catch (error) {
      // What an abort cannot reach, the bucket's lifecycle rule removes within a day.
      await write.undo().catch(() => undefined);
      throw error;
    }
  }
}
