import type { PhotoFormatName } from '@pinhole/resources';

/** How many bytes of a file tell its type. An ISO media file names its brands within them. */
export const sniffBytes = 64;

/** What the first bytes say a file is, taken or not. Names and headers are never asked: they may lie. */
export function sniffPhotoType(head: Uint8Array): PhotoFormatName | null {
  const text = (start: number, end: number) => Buffer.from(head.subarray(start, end)).toString('latin1');
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif';
  if (text(4, 8) === 'ftyp') return brandOf(head);
  return null;
}

const avifBrands = ['avif', 'avis'];
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** ISO/IEC 14496-12, 4.3: a major brand, a version, then compatible brands. `mif1` alone says only that it is some HEIF. */
function brandOf(head: Uint8Array): 'avif' | 'heic' | null {
  const view = Buffer.from(head);
  const end = Math.min(view.readUInt32BE(0), view.length);
  const brands = [view.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(view.toString('latin1', at, at + 4));
  if (brands.some((brand) => avifBrands.includes(brand))) return 'avif';
  if (brands.some((brand) => heicBrands.includes(brand))) return 'heic';
  return null;
}
