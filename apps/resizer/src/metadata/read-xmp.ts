/** What is read of XMP, as text that nobody has judged yet. */
export interface XmpClaims {
  readonly dateTimeOriginal: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly lens: string | null;
}

/** What is taken of a packet, which may be as long as the file, and of a value. */
const packetBytesMax = 128 * 1024;
const valueCharactersMax = 200;

/**
 * What the original's XMP says of its taking, where editors have put what EXIF has no place for: the lens of older cameras, and
 * how the clock was set.
 *
 * Not a parser of XML, which would have entities to be blown up by: each property is looked for by the name that all writers give
 * it, as an attribute or as an element.
 */
export function readXmp(xmp: Buffer | undefined): XmpClaims {
  const packet = xmp?.toString('utf8', 0, packetBytesMax) ?? '';
  const first = (...names: string[]) => names.map((name) => valueOf(packet, name)).find((value) => value !== null) ?? null;
  return {
    dateTimeOriginal: first('exif:DateTimeOriginal', 'photoshop:DateCreated'),
    make: first('tiff:Make'),
    model: first('tiff:Model'),
    lens: first('exifEX:LensModel', 'aux:Lens'),
  };
}

function valueOf(packet: string, name: string): string | null {
  const value = `([^<>"]{0,${valueCharactersMax}})`;
  const [, attribute, element] = new RegExp(`\\s${name}="${value}"|<${name}>${value}</`).exec(packet) ?? [];
  const written = attribute ?? element;
  return written === undefined ? null : written.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity]!);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
