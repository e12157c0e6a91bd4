import { randomBytes } from 'node:crypto';

const boundary = 'pinhole-bench';
const jpegHead = Buffer.from('ffd8ffe000104a464946000101', 'hex');

/** The body of an upload, and the file in it. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly form: Buffer;
  readonly contentType: string;
}

/** Something that begins as a JPEG does: whoever takes it in looks no further. Not to be compressed by anybody on its way. */
export function makeSentFile(length: number): SentFile {
  return asForm(Buffer.concat([jpegHead, randomBytes(length - jpegHead.length)]));
}

export function asForm(bytes: Buffer): SentFile {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { bytes, form, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Cut as a store wants it: each of the same length but the last. */
export function partsOf(bytes: Buffer, partBytes: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, index) =>
    bytes.subarray(index * partBytes, (index + 1) * partBytes),
  );
}
