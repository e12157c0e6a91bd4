/**
 * Gives the memory of a buffer back at once; it is empty afterwards. To the collector such a buffer is a small object that it would
 * run through the whole heap for, every few megabytes. Only for whoever knows that nobody reads it any more: a decoder that still
 * did would read somebody else's memory.
 */
export function letGo(bytes: Uint8Array): void {
  const memory = bytes.buffer;
  // A buffer that is a part of a larger one is not alone in there.
  if (memory instanceof ArrayBuffer && memory.byteLength === bytes.byteLength && !memory.detached) memory.transfer(0);
}
