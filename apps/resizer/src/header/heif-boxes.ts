import { piecesMax } from './picture-header.js';

/** The boxes on the way to what is said of pictures, outermost first, with the bytes that stand before the boxes inside. */
const path: readonly { readonly kind: string; readonly skip: number }[] = [
  { kind: 'meta', skip: 4 },
  { kind: 'iprp', skip: 0 },
  { kind: 'ipco', skip: 0 },
];

/** Shows every property that an AVIF or a HEIC declares of any picture, tile or overlay in it. */
export function visitHeifProperties(bytes: Buffer, visit: (kind: string, body: Buffer) => void): void {
  let boxes = 0;
  const walk = (start: number, end: number, depth: number): void => {
    for (let at = start; at + 8 <= end && ++boxes < piecesMax;) {
      const { kind, body, next } = boxAt(bytes, at, end);
      if (kind === path[depth]?.kind) walk(body + path[depth].skip, next, depth + 1);
      if (depth === path.length) visit(kind, bytes.subarray(body, next));
      at = next;
    }
  };
  walk(0, bytes.length, 0);
}

/** A box is its length, its kind and its body; length 1 means that a long one follows, 0 "to the end". */
function boxAt(bytes: Buffer, at: number, end: number): { kind: string; body: number; next: number } {
  const kind = bytes.toString('latin1', at + 4, at + 8);
  const short = bytes.readUInt32BE(at);
  const long = short === 1 && at + 16 <= end;
  const length = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short;
  return { kind, body: at + (long ? 16 : 8), next: Math.min(end, at + Math.max(length, 8)) };
}
