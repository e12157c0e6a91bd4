import type { PhotoFormatName } from '@pinhole/resources';

/** Files that people take for photos and that we do not read, by the name a person knows. */
export type Stranger = 'JPEG XL' | 'SVG' | 'TIFF or camera raw' | 'BMP' | 'PDF';
export type Sniffed = { readonly format: PhotoFormatName } | { readonly stranger: Stranger | null };

/** What a file is, by its first bytes and never by its name: an SVG called photo.jpg is an SVG. */
export function sniffFormat(bytes: Buffer): Sniffed {
  const begins = (text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text;
  if (begins('\xff\xd8\xff')) return { format: 'jpeg' };
  if (begins('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (begins('RIFF') && begins('WEBP', 8)) return { format: 'webp' };
  if (begins('GIF87a') || begins('GIF89a')) return { format: 'gif' };
  if (begins('ftyp', 4)) return sniffBrands(bytes);
  return { stranger: strangers.find(([, magics]) => magics.some((magic) => begins(magic)))?.[0] ?? sniffSvg(bytes) };
}

const strangers: readonly [Stranger, readonly string[]][] = [
  ['TIFF or camera raw', ['II*\0', 'MM\0*', 'II+\0', 'MM\0+', 'IIU\0', 'FUJIFILMCCD-RAW']],
  ['JPEG XL', ['\xff\x0a', '\0\0\0\x0cJXL ']],
  ['BMP', ['BM']],
  ['PDF', ['%PDF-']],
];

const heicBrands = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/** AVIF and HEIC share a container: the brands at its front say which it is. `mif1` alone says only "a picture", mostly HEIC. */
function sniffBrands(bytes: Buffer): Sniffed {
  const end = Math.min(bytes.length, bytes.readUInt32BE(0), 512);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(bytes.toString('latin1', at, at + 4));
  if (brands.includes('avif') || brands.includes('avis')) return { format: 'avif' };
  return brands.some((brand) => heicBrands.test(brand)) ? { format: 'heic' } : { stranger: null };
}

/** Text whose first element is an <svg>, or has one soon: enough to say so in the answer. */
function sniffSvg(bytes: Buffer): Stranger | null {
  const text = bytes.toString('utf8', 0, 4_096);
  return /^\ufeff?\s*</.test(text) && /<svg[\s>]/i.test(text) ? 'SVG' : null;
}
