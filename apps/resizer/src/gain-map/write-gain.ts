import type { Gain, Triple } from './gain.js';
import { labels, segment } from '../header/jpeg-segments.js';
import { listOfTwo, listSegmentBytes } from './multi-picture.js';

/**
 * Puts a gain map behind a JPEG, so that bright displays show it brighter and all others as before. It is said twice what the map
 * means: as ISO 21496-1 has it, and as Android and Adobe did before. Nothing but these numbers is in there.
 */
export function withGainMap(base: Buffer, map: Buffer, gain: Gain): Buffer {
  const second = insert(map, [xmp(mapXmp(gain)), segment(labels.gain.marker, labels.gain.words, standard(gain))]);
  const head = [xmp(baseXmp(second.length)), segment(labels.gain.marker, labels.gain.words, Buffer.alloc(4))];
  const listAt = 2 + Buffer.concat(head).length;
  const firstBytes = base.length + listAt - 2 + listSegmentBytes;
  const first = insert(base, [...head, listOfTwo(firstBytes, second.length, listAt)]);
  return Buffer.concat([first, second]);
}

/** Behind the two bytes that every JPEG begins with. */
function insert(jpeg: Buffer, segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

function xmp(description: string): Buffer {
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF>`;
  return segment(labels.xmp.marker, labels.xmp.words, `<x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta>`);
}

const hdrgm = 'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"';

function baseXmp(mapBytes: number): string {
  const google = 'http://ns.google.com/photos/1.0/container/';
  const item = (says: string) => `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="image/jpeg" ${says}/></rdf:li>`;
  const items = item('Item:Semantic="Primary"') + item(`Item:Semantic="GainMap" Item:Length="${mapBytes}"`);
  const spaces = `xmlns:Container="${google}" xmlns:Item="${google}item/" ${hdrgm}`;
  const directory = `<Container:Directory><rdf:Seq>${items}</rdf:Seq></Container:Directory>`;
  return `<rdf:Description rdf:about="" ${spaces}>${directory}</rdf:Description>`;
}

function mapXmp({ min, max, gamma, offsetSdr, offsetHdr, capacityMin, capacityMax }: Gain): string {
  const capacity = `hdrgm:HDRCapacityMin="${written(capacityMin)}" hdrgm:HDRCapacityMax="${written(capacityMax)}"`;
  const each = Object.entries({ GainMapMin: min, GainMapMax: max, Gamma: gamma, OffsetSDR: offsetSdr, OffsetHDR: offsetHdr });
  const elements = each.map(([name, values]) => `<hdrgm:${name}>${sequence(values)}</hdrgm:${name}>`).join('');
  return `<rdf:Description rdf:about="" ${hdrgm} hdrgm:BaseRenditionIsHDR="False" ${capacity}>${elements}</rdf:Description>`;
}

function sequence(values: Triple): string {
  return `<rdf:Seq>${values.map((value) => `<rdf:li>${written(value)}</rdf:li>`).join('')}</rdf:Seq>`;
}

function written(value: number): string {
  return value.toFixed(6);
}

/** In millionths, so that both ways say the same. */
function standard({ min, max, gamma, offsetSdr, offsetHdr, capacityMin, capacityMax }: Gain): Buffer {
  const channels = [0, 1, 2] as const;
  const values = channels.flatMap((channel) => [min, max, gamma, offsetSdr, offsetHdr].map((each) => each[channel]));
  const fractions = [capacityMin, capacityMax, ...values];
  const body = Buffer.alloc(5 + fractions.length * 8);
  // Three channels, in the colours of the picture itself.
  body[4] = 0xc0;
  fractions.forEach((value, index) => {
    body.writeInt32BE(Math.round(value * 1e6), 5 + index * 8);
    body.writeUInt32BE(1e6, 9 + index * 8);
  });
  return body;
}
