import { describe, expect, it } from '@jest/globals';
import { sniffFormat } from './sniff-format.js';

const box = (brands: string) => `\0\0\0${String.fromCharCode(8 + brands.length)}ftyp${brands}`;
const sniff = (text: string) => sniffFormat(Buffer.from(text, 'latin1'));

describe('what a file is', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['RIFF\0\0\0\0WEBPVP8 <svg>', 'webp'],
    ['GIF89a', 'gif'],
    ['GIF87a', 'gif'],
    [box('avif\0\0\0\0mif1miaf'), 'avif'],
    [box('mif1\0\0\0\0avifmiaf'), 'avif'],
    [box('avis\0\0\0\0msf1'), 'avif'],
    [box('heic\0\0\0\0mif1'), 'heic'],
    [box('mif1\0\0\0\0heic'), 'heic'],
  ])('is read from its bytes: %j is %s', (text, format) => {
    expect(sniff(text)).toEqual({ format });
  });

  it.each([
    ['II*\0....', 'TIFF or camera raw'],
    ['MM\0*....', 'TIFF or camera raw'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['\n<?xml version="1.0"?><!-- a --><svg width="1"/>', 'SVG'],
    ['%PDF-1.7', 'PDF'],
    ['\xff\x0a', 'JPEG XL'],
    ['BM', 'BMP'],
  ])('has a name for what people take for a photo: %j is %s', (text, stranger) => {
    expect(sniff(text)).toEqual({ stranger });
  });

  it.each([
    '',
    '\xff',
    '\xff\xd8',
    'GIF88a',
    'RIFF....AVI ',
    '<html><body>',
    '<?php',
    'PK\x03\x04',
    'MZ',
    '\0'.repeat(64),
    box('isom'),
  ])('stays unknown where nothing tells it: %j', (text) => {
    expect(sniff(text)).toEqual({ stranger: null });
  });
});
