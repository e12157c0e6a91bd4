import type { Leak } from './leak-scanner.js';

/**
 * What our pictures for bright displays hold beside pixels, to the letter: XMP of which only numbers differ, ISO 21496-1's numbers,
 * and a list of two pictures. Whatever else stands in such a file, in either picture, behind one or between them, is a leak.
 */
export function leaksInGainMapFile(where: string, file: Buffer): Leak[] {
  const length = Number(/Item:Semantic="GainMap" Item:Length="(\d{1,9})"/.exec(file.toString('latin1', 0, 2_000))?.[1]);
  const second = file.length - length;
  const parts = [file.subarray(0, second), file.subarray(second)];
  return parts.flatMap((part) => strangersIn(part)).map((what) => ({ where, what }));
}

/** Told by the first thing in the file: no other picture of ours has it. */
export function isGainMapFile(file: Buffer): boolean {
  return (
    file.toString('latin1', 0, 3) === '\xff\xd8\xff' &&
    file.toString('latin1', 0, 600).includes('"http://ns.adobe.com/hdr-gain-map/1.0/"')
  );
}

const number = '-?\\d{1,3}\\.\\d{6}';
const rdf = (description: string) =>
  `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${description}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const hdrgm = 'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"';
const item = (says: string) => `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="image/jpeg" ${says}/></rdf:li>`;
const each = (name: string) => `<hdrgm:${name}><rdf:Seq>${'<rdf:li>%</rdf:li>'.repeat(3)}</rdf:Seq></hdrgm:${name}>`;
/** With % for a number and @ for a count of bytes. */
const packets = [
  rdf(
    `xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/" ${hdrgm}><Container:Directory><rdf:Seq>${item('Item:Semantic="Primary"')}${item('Item:Semantic="GainMap" Item:Length="@"')}</rdf:Seq></Container:Directory>`,
  ),
  rdf(
    `${hdrgm} hdrgm:BaseRenditionIsHDR="False" hdrgm:HDRCapacityMin="%" hdrgm:HDRCapacityMax="%">${['GainMapMin', 'GainMapMax', 'Gamma', 'OffsetSDR', 'OffsetHDR'].map(each).join('')}`,
  ),
].map((packet) => {
  const literal = packet.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('%', number).replace('@', '\\d{1,9}')}$`);
});

const iso = 'urn:iso:std:iso:ts:21496:-1\0';
const isoBytes = [iso.length + 4, iso.length + 141];
const listBytes = 86;

function isExpected(marker: number, body: Buffer): boolean {
  const text = body.toString('latin1');
  // JFIF with its numbers, and what the decoder needs: frames, tables, intervals.
  if (marker === 0xe0) return text.startsWith('JFIF\0') && body.length === 14;
  if (marker === 0xe1) return packets.some((packet) => packet.test(text));
  if (marker === 0xe2)
    return (text.startsWith(iso) && isoBytes.includes(body.length)) || (text.startsWith('MPF\0') && body.length === listBytes);
  return (marker >= 0xc0 && marker <= 0xcf) || marker === 0xdb || marker === 0xdd;
}

function strangersIn(jpeg: Buffer): string[] {
  const strangers: string[] = [];
  if (jpeg.toString('latin1', 0, 2) !== '\xff\xd8') return ['a picture that is none'];
  let at = 2;
  for (; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1]!;
    const body = jpeg.subarray(at + 4, at + 2 + jpeg.readUInt16BE(at + 2));
    if (!isExpected(marker, body)) strangers.push(`a segment of kind ${marker.toString(16)} that is none of ours`);
  }
  // Within a picture's data no marker looks like its end.
  if (jpeg.indexOf('\xff\xd9', at, 'latin1') !== jpeg.length - 2) strangers.push('bytes behind a picture');
  return strangers;
}
