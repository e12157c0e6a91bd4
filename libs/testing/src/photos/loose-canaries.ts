import { crc32 } from 'node:zlib';
import type { MadeFormat } from './make-photo.js';

const bytesBehindTheEnd = Buffer.from('CANARY-behind-the-end');

/** What lies in a file beside EXIF and XMP, where only some readers look: comments, texts, IPTC, and bytes behind the end, which all pass over. */
export function withLooseCanaries(bytes: Buffer, format: MadeFormat): Buffer {
  return Buffer.concat([withComments(bytes, format), bytesBehindTheEnd]);
}

function withComments(bytes: Buffer, format: MadeFormat): Buffer {
  switch (format) {
    case 'jpeg':
      // Behind the two bytes that every JPEG begins with.
      return insert(bytes, 2, Buffer.concat([jpegSegment(0xfe, Buffer.from('CANARY-comment')), jpegSegment(0xed, iptc())]));
    case 'png':
      // Behind the signature and the header chunk, which must be the first.
      return insert(bytes, 8 + 25, pngChunk('tEXt', Buffer.from('Author\0CANARY-text')));
    case 'gif':
      return insert(bytes, gifHeadBytes(bytes), gifComment('CANARY-comment'));
    case 'webp':
    case 'avif':
      return bytes;
    default:
      return format satisfies never;
  }
}

function insert(bytes: Buffer, at: number, more: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

function jpegSegment(marker: number, content: Buffer): Buffer {
  const length = content.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
}

/** Photoshop's block 0x0404, with the field 2:80, the author. */
function iptc(): Buffer {
  const author = Buffer.from('CANARY-iptc!');
  const field = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, author.length]), author]);
  // Of even length, else it would want one byte more.
  const padded = field.length % 2 === 0 ? field : Buffer.concat([field, Buffer.alloc(1)]);
  return Buffer.concat([Buffer.from('Photoshop 3.0\0' + '8BIM'), Buffer.from([4, 4, 0, 0, 0, 0, 0, field.length]), padded]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

/** The header, and the table of colours for all frames where its flag says that there is one. */
function gifHeadBytes(bytes: Buffer): number {
  const flags = bytes[10]!;
  return 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
}

function gifComment(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), Buffer.from(text), Buffer.alloc(1)]);
}
