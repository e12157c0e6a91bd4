import sharp from 'sharp';
import { isGainMapFile, leaksInGainMapFile } from './gain-map-file.js';
import type { Secret } from './secret.js';

/** Something private in a public place. */
export interface Leak {
  readonly where: string;
  readonly what: string;
}

/** Names that no field of a public answer has, whatever stands in it. */
const privateNames =
  /^(gps.*|lat|lon|lng|latitude|longitude|location|serial.*|\w+Serial\w*|artist|creator|keywords|fileName|cameraOwner\w*)$/;

/** Reads what is public, and knows what must not be in it. */
export class LeakScanner {
  /** By needle, what it would give away. */
  private readonly known = new Map<string, string>([['CANARY', 'a canary']]);
  private pattern: RegExp | null = null;
  private read = 0;

  get bytesRead(): number {
    return this.read;
  }

  know(secrets: readonly Secret[]): void {
    for (const { what, needles } of secrets) for (const needle of needles) this.known.set(needle, what);
    this.pattern = null;
  }

  /** What any bytes or headers give away. */
  inBytes(where: string, bytes: Uint8Array): Leak[] {
    this.read += bytes.length;
    this.pattern ??= new RegExp([...this.known.keys()].map(literally).join('|'), 'g');
    const found = Buffer.from(bytes).toString('latin1').match(this.pattern) ?? [];
    return [...new Set(found)].map((needle) => ({ where, what: this.known.get(needle)! }));
  }

  /** What JSON gives away by the names of its fields, too. */
  inJson(where: string, text: string): Leak[] {
    const names = new Set<string>();
    JSON.parse(text, (name, value: unknown) => {
      if (privateNames.test(name)) names.add(name);
      return value;
    });
    return [...this.inBytes(where, Buffer.from(text)), ...[...names].map((name) => ({ where, what: `a field called ${name}` }))];
  }

  /** What a picture gives away by having a place for it, too. */
  async inPicture(where: string, bytes: Uint8Array): Promise<Leak[]> {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (isGainMapFile(file)) return [...this.inBytes(where, bytes), ...leaksInGainMapFile(where, file)];
    const seen = await sharp(bytes).metadata();
    const kinds = (['exif', 'iptc', 'xmp', 'comments'] as const).filter((kind) => seen[kind]);
    return [...this.inBytes(where, bytes), ...kinds.map((kind) => ({ where, what: kind }))];
  }
}

function literally(needle: string): string {
  return needle.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
