import type { StoredObject } from '@pinhole/object-store';

/** Reads an object into one buffer. Collecting its chunks first would hold a large photo twice. */
export async function readWhole({ body, bytes }: Pick<StoredObject, 'body' | 'bytes'>, bytesExpected: number): Promise<Buffer> {
  if (bytes !== bytesExpected) {
    body.destroy();
    throw new Error(`The object has ${bytes} bytes, not the ${bytesExpected} expected.`);
  }
  const whole = Buffer.allocUnsafeSlow(bytes);
  let read = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunk.copy(whole, read);
    read += chunk.length;
  }
  if (read !== bytes) throw new Error(`The object ended after ${read} of ${bytes} bytes.`);
  return whole;
}
