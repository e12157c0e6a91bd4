import exifReader from 'exif-reader';
import sharp, { type Metadata } from 'sharp';
import { secretText, type Secret } from './secret.js';

type Values = Readonly<Record<string, unknown>>;

const privateTags = [
  ...['Artist', 'Copyright', 'ImageDescription', 'HostComputer', 'DocumentName', 'CameraSerialNumber', 'XPTitle', 'XPComment'],
  ...['XPAuthor', 'XPKeywords', 'XPSubject', 'CameraOwnerName', 'BodySerialNumber', 'LensSerialNumber', 'ImageUniqueID'],
  ...['UserComment', 'GPSAreaInformation', 'GPSProcessingMethod', 'GPSMapDatum'],
];
const publicTags = ['Make', 'Model', 'LensModel'];

const privateProperties =
  /^(dc:(creator|rights|title|description|subject)|aux:(SerialNumber|LensSerialNumber|OwnerName)|exifEX:(BodySerialNumber|LensSerialNumber|CameraOwnerName)|exif:GPS\w+|photoshop:(City|State|Country|Headline|Credit|Source|AuthorsPosition|CaptionWriter|Instructions)|Iptc4xmpCore:\w+|xmpMM:\w*ID)$/;

/**
 * What a photo says of people and places, by a reader that is not the one in use: names, texts, keywords, serial numbers, where it
 * was taken, and what its file is called. For photos that one trusts: this reader believes all that it reads.
 */
export async function secretsIn(photo: Uint8Array, fileName: string): Promise<Secret[]> {
  const metadata = await metadataOf(photo);
  const tags = tagsIn(metadata.exif);
  const may = publicTags.map((tag) => textOf(tags[tag]));
  const said: [what: string, text: string][] = [
    ['the file’s name', fileName],
    ...privateTags.map((tag): [string, string] => [tag, textOf(tags[tag])]),
    ...degreesIn(tags),
    ...propertiesIn(metadata.xmp?.toString('utf8') ?? ''),
    ...fieldsIn(metadata.iptc ?? Buffer.alloc(0)),
    ...(metadata.comments ?? []).map(({ keyword, text }): [string, string] => [`comment ${keyword}`, text]),
  ];
  return said
    .filter(([, text]) => !may.some((allowed) => allowed.includes(text.trim())))
    .flatMap(([what, text]) => secretText(`${what} of ${fileName}`, text) ?? []);
}

async function metadataOf(photo: Uint8Array): Promise<Partial<Metadata>> {
  return sharp(photo)
    .metadata()
    .catch(() => ({}));
}

function tagsIn(exif: Buffer | undefined): Values {
  if (!exif) return {};
  try {
    const { Image, Photo, GPSInfo } = exifReader(exif);
    return { ...Image, ...Photo, ...GPSInfo };
  } catch {
    return {};
  }
}

/** Some texts begin with eight bytes that name their alphabet; those of Windows have two bytes a character. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.split('\0')[0]!;
  if (Array.isArray(value)) return Buffer.from(value as number[]).toString('utf16le');
  if (Buffer.isBuffer(value)) return value.toString('utf8').replace(/^(ASCII|UNICODE|JIS)\0+/, '');
  return '';
}

/** As decimal degrees, to ten metres; a round number is not a place. */
function degreesIn(tags: Values): [string, string][] {
  return ['GPSLatitude', 'GPSLongitude'].flatMap((tag): [string, string][] => {
    const parts = tags[tag];
    if (!Array.isArray(parts) || parts.length !== 3) return [];
    const [degrees, minutes, seconds] = parts.map(Number);
    const decimal = /^\d+\.\d{4}/.exec((degrees! + minutes! / 60 + seconds! / 3_600).toFixed(6))?.[0].replace(/0+$/, '');
    return decimal ? [[tag, decimal]] : [];
  });
}

function propertiesIn(xmp: string): [string, string][] {
  const attributes = [...xmp.matchAll(/\s([\w:]+)="([^"]*)"/g)];
  const elements = [...xmp.matchAll(/<((?:dc|aux|exif|exifEX|photoshop|Iptc4xmpCore|xmpMM):\w+)(?:\s[^>]*)?>(.*?)<\/\1>/gs)];
  return [...attributes, ...elements]
    .filter(([, name = '']) => privateProperties.test(name))
    .flatMap(([, name = '', value = '']) => value.split(/<[^>]*>/).map((text): [string, string] => [name, text]));
}

/** IPTC: 0x1c, the record, the field, two bytes of length, and the text. Of record 2, field 0 is a number. */
function fieldsIn(iptc: Buffer): [string, string][] {
  const fields: [string, string][] = [];
  for (let at = iptc.indexOf(0x1c); at >= 0 && at + 5 <= iptc.length; at = iptc.indexOf(0x1c, at + 1)) {
    const [record, field, length] = [iptc[at + 1]!, iptc[at + 2]!, iptc.readUInt16BE(at + 3)];
    if (record === 2 && field > 0 && length < 10_000)
      fields.push([`IPTC 2:${field}`, iptc.toString('utf8', at + 5, at + 5 + length)]);
  }
  return fields;
}
