import { isUtf8 } from 'node:buffer';

/**
 * What a stranger's file calls itself, as text that may be shown: up to its first NUL, NFC, without control characters, marks
 * that turn the direction of writing, and spaces at its ends; cut to so many characters. Null where no letter or digit is left.
 */
export function cleanText(said: unknown, charactersMax: number): string | null {
  const [first = ''] = textOf(said).split('\0');
  const clean = first
    .replaceAll(/\p{C}+/gu, ' ')
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const cut = [...clean].slice(0, charactersMax).join('').trimEnd();
  return /[\p{L}\p{N}]/u.test(cut) ? cut : null;
}

/** The library gives bytes where it finds more than ASCII. The standard knows no more; what cameras mean is UTF-8, or Latin-1. */
function textOf(said: unknown): string {
  if (typeof said === 'string') return said;
  return Buffer.isBuffer(said) ? said.toString(isUtf8(said) ? 'utf8' : 'latin1') : '';
}
