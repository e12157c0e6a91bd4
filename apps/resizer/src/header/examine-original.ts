import type { Rejection } from '@pinhole/contracts';
import { formatsTaken, type PhotoFormatChoice } from '@pinhole/resources';
import { judgeHeader } from './judge-header.js';
import type { PictureHeader } from './picture-header.js';
import { readHeader } from './read-header.js';
import { rejections } from '../rejections.js';
import { sniffFormat } from './sniff-format.js';

/** What an original says of itself, or why it is refused for that. Nothing is decoded, and no decoder is asked. */
export function examineOriginal(
  original: Buffer,
  choice: PhotoFormatChoice,
): { readonly header: PictureHeader } | { readonly rejection: Rejection } {
  const sniffed = sniffFormat(original);
  const taken = formatsTaken(choice);
  if ('stranger' in sniffed) return { rejection: rejections.unsupportedFormat(sniffed.stranger, taken) };
  if (!taken.includes(sniffed.format)) return { rejection: rejections.unsupportedFormat('HEIC', taken) };
  const header = readHeader(sniffed.format, original);
  if (!header) return { rejection: rejections.damaged() };
  const rejection = judgeHeader(header);
  return rejection ? { rejection } : { header };
}
