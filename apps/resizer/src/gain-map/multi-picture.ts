import { labelled, labels, segment } from '../header/jpeg-segments.js';

/** CIPA DC-007, the Multi-Picture Format: a list, in the first JPEG of a file, of those behind it. */
const listTag = 0xb002;
const entryBytes = 16;
const picturesMax = 8;

/** The pictures behind the first, each as long as the list says. */
export function furtherPictures(file: Buffer): Buffer[] {
  const found = labelled(file, labels.pictures);
  if (!found || found.body.length < 8) return [];
  const { body, at } = found;
  const little = body.toString('latin1', 0, 2) === 'II';
  const u16 = (offset: number) => (offset + 2 > body.length ? 0 : little ? body.readUInt16LE(offset) : body.readUInt16BE(offset));
  const u32 = (offset: number) => (offset + 4 > body.length ? 0 : little ? body.readUInt32LE(offset) : body.readUInt32BE(offset));
  const first = u32(4);
  for (let index = 0; index < Math.min(u16(first), picturesMax); index += 1) {
    const tag = first + 2 + index * 12;
    if (u16(tag) !== listTag) continue;
    const count = Math.min(Math.floor(u32(tag + 4) / entryBytes), picturesMax);
    const entries = Array.from({ length: count }, (_, entry) => u32(tag + 8) + entry * entryBytes);
    // Places are counted from where this list begins; the first picture is the file's own, at none.
    return entries
      .map((entry) => ({ start: u32(entry + 8), bytes: u32(entry + 4) }))
      .filter(({ start }) => start > 0)
      .map(({ start, bytes }) => file.subarray(at + start, at + start + bytes));
  }
  return [];
}

const listBytes = 82;
/** With its marker, its length and its name. */
export const listSegmentBytes = 4 + labels.pictures.words.length + listBytes;

/** The list of a file of two pictures: how long each is, and where, counted from the file's beginning, this segment stands. */
export function listOfTwo(firstBytes: number, secondBytes: number, segmentAt: number): Buffer {
  const list = Buffer.alloc(listBytes);
  list.write('MM\0*', 0, 'latin1');
  list.writeUInt32BE(8, 4);
  list.writeUInt16BE(3, 8);
  const tag = (at: number, name: number, type: number, count: number) => {
    list.writeUInt16BE(name, at);
    list.writeUInt16BE(type, at + 2);
    list.writeUInt32BE(count, at + 4);
  };
  tag(10, 0xb000, 7, 4);
  list.write('0100', 18, 'latin1');
  tag(22, 0xb001, 4, 1);
  list.writeUInt32BE(2, 30);
  tag(34, listTag, 7, 2 * entryBytes);
  list.writeUInt32BE(50, 42);
  // Of the first: that it is the one to be shown.
  list.writeUInt32BE(0x30000, 50);
  list.writeUInt32BE(firstBytes, 54);
  list.writeUInt32BE(secondBytes, 70);
  list.writeUInt32BE(firstBytes - (segmentAt + listSegmentBytes - listBytes), 74);
  return segment(labels.pictures.marker, labels.pictures.words, list);
}
