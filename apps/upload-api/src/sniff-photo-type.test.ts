import { describe, expect, it } from '@jest/globals';
import { sniffPhotoType } from './sniff-photo-type.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const ftyp = (size: number, ...brands: string[]) =>
  latin1(`\0\0\0${String.fromCharCode(size)}ftyp${brands[0] ?? ''}\0\0\0\0${brands.slice(1).join('')}`);

describe('the type of a file', () => {
  it.each([
    { name: 'JPEG', head: latin1('\xff\xd8\xff\xe0'), type: 'jpeg' },
    { name: 'PNG', head: latin1('\x89PNG\r\n\x1a\n'), type: 'png' },
    { name: 'WebP', head: latin1('RIFF\0\0\0\0WEBPVP8 '), type: 'webp' },
    { name: 'GIF', head: latin1('GIF89a'), type: 'gif' },
    { name: 'AVIF', head: ftyp(28, 'avif', 'mif1', 'miaf'), type: 'avif' },
    { name: 'AVIF that calls itself HEIF first', head: ftyp(28, 'mif1', 'avif', 'miaf'), type: 'avif' },
    { name: 'AVIF sequence', head: ftyp(24, 'avis', 'msf1'), type: 'avif' },
    { name: 'HEIC', head: ftyp(24, 'heic', 'mif1'), type: 'heic' },
    { name: 'MP4', head: ftyp(24, 'isom', 'mp42'), type: null },
    { name: 'a brand behind the end of its box', head: ftyp(20, 'isom', 'mp42', 'avif'), type: null },
    { name: 'SVG', head: latin1('<svg xmlns="http://www.w3.org/2000/svg">'), type: null },
    { name: 'HTML', head: latin1('<!doctype html>'), type: null },
    { name: 'RIFF that is no WebP', head: latin1('RIFF\0\0\0\0WAVEfmt '), type: null },
    { name: 'one byte', head: latin1('\xff'), type: null },
    { name: 'nothing', head: latin1(''), type: null },
  ])('is read from its bytes: $name', ({ head, type }) => {
    expect(sniffPhotoType(head)).toBe(type);
  });
});
