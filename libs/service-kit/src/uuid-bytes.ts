import type { ValueTransformer } from 'typeorm';

/** A UUID is text at the doors and BINARY(16) in rows: 16 bytes in every index in place of 36. */
export const uuidBytes: ValueTransformer = {
  to: (uuid: unknown) => (typeof uuid === 'string' ? Buffer.from(uuid.replaceAll('-', ''), 'hex') : uuid),
  from: (bytes: unknown) => (bytes instanceof Uint8Array ? textOf(Buffer.from(bytes)) : bytes),
};

function textOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
