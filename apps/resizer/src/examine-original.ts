import type { Rejection } from '@pinhole/contracts';
import { judgeHeader } from './judge-header.js';
import type { PictureHeader } from './picture-header.js';
import { readHeader } from './read-header.js';
import { rejections } from './rejections.js';
import { sniffFormat } from './sniff-format.js';

/** What an original says of itself, or why it is refused for that. Nothing is decoded, and no decoder is asked. */
export function examineOriginal(original: Buffer): { readonly header: PictureHeader } | { readonly rejection: Rejection } {
  const sniffed = sniffFormat(original);
  if ('stranger' in sniffed) return { rejection: rejections.unsupportedFormat(sniffed.stranger) };
  const header = readHeader(sniffed.format, original);
  if (!header) return { rejection: rejections.damaged() };
  const rejection = judgeHeader(header);
  return rejection ? { rejection } : { header };
}
