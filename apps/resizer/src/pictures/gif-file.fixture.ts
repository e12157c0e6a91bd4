/** A GIF of frames that hold nothing, on a screen that is as large as asked: the decoder makes room for all of it. */
export function gifOf(frames: number, { width, height }: { readonly width: number; readonly height: number }): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\x28\x50\x78\xff\xff\xff', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  // One pixel each, of the first colour.
  const frame = [0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => Buffer.from(frame)), Buffer.from(';')]);
}
