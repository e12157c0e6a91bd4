import { crc32, deflateSync } from 'node:zlib';

/** Pixels row by row, three bytes each: red, green, blue. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Eight bits a channel, red green blue, the one way of compressing and filtering there is, not interlaced. */
const headerRest = [8, 2, 0, 0, 0];
/** Each byte as its difference from the one above: smooth skies become long runs of nearly nothing. */
const filterUp = 2;

/** A PNG file: https://www.w3.org/TR/png-3/ */
export function encodePng({ width, height, rgb }: Pixels): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(headerRest, 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered({ width, height, rgb }))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([signature, ...chunks]));
}

function filtered({ width, height, rgb }: Pixels): Uint8Array {
  const rowBytes = width * 3;
  const rows = new Uint8Array((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) {
    const at = y * (rowBytes + 1);
    rows[at] = filterUp;
    for (let x = 0; x < rowBytes; x++) {
      const above = y === 0 ? 0 : (rgb[(y - 1) * rowBytes + x] ?? 0);
      rows[at + 1 + x] = (rgb[y * rowBytes + x] ?? 0) - above;
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
