import { isGain, type Gain, type Triple } from './gain.js';
import { labelled, labels } from '../header/jpeg-segments.js';

/** What a gain map says of itself; `apple` where its numbers are counted as Apple counted before there was a standard. */
export interface SaidGain {
  readonly gain: Gain;
  readonly apple: boolean;
}

/** Null: this picture says nothing of the kind, or nothing that makes sense, or that it darkens what is bright already. */
export function readGain(picture: Buffer): SaidGain | null {
  const xmp = labelled(picture, labels.xmp)?.body.toString('utf8') ?? '';
  const standard = standardGain(labelled(picture, labels.gain)?.body) ?? adobeGain(xmp);
  if (standard) return isGain(standard) ? { gain: standard, apple: false } : null;
  const apple = appleGain(xmp);
  return apple && isGain(apple) ? { gain: apple, apple: true } : null;
}

/** ISO 21496-1: two versions, flags, then fractions of 4 bytes above and 4 below. */
function standardGain(body: Buffer | undefined): Gain | null {
  if (!body || body.length < 61) return null;
  const flags = body[4]!;
  const channels = flags & 0x80 ? 3 : 1;
  // A version to come; another way of counting; a picture that is bright and a map that darkens it.
  if (body.readUInt16BE(0) !== 0 || flags & 0x3f || body.length < 21 + channels * 40) return null;
  const fraction = (at: number, signed = true) =>
    (signed ? body.readInt32BE(at) : body.readUInt32BE(at)) / body.readUInt32BE(at + 4);
  const triple = (at: number, signed?: boolean): Triple => {
    const [red = 0, green = red, blue = red] = Array.from({ length: channels }, (_, channel) =>
      fraction(at + channel * 40, signed),
    );
    return [red, green, blue];
  };
  return {
    ...{ min: triple(21), max: triple(29), gamma: triple(37, false), offsetSdr: triple(45), offsetHdr: triple(53) },
    ...{ capacityMin: fraction(5, false), capacityMax: fraction(13, false) },
  };
}

/** Adobe's and Android's way, in XMP: each an attribute, or an element with one value, or with one for each channel. */
function adobeGain(xmp: string): Gain | null {
  if (!xmp.includes('hdrgm:Version=') || /hdrgm:BaseRenditionIsHDR(="|>)True/.test(xmp)) return null;
  const triple = (name: string, otherwise: number): Triple => {
    const [, attribute, element = ''] =
      new RegExp(`hdrgm:${name}(?:="([^"]{1,30})"|>([^]{1,400}?)</hdrgm:${name}>)`).exec(xmp) ?? [];
    const items = [...element.matchAll(/<rdf:li>([^<]{1,30})<\/rdf:li>/g)].map(([, item]) => item);
    const said = [attribute, ...items].filter((value) => value !== undefined);
    const [red = otherwise, green = red, blue = red] = (said.length > 0 || element === '' ? said : [element]).map(Number);
    return [red, green, blue];
  };
  return {
    ...{ min: triple('GainMapMin', 0), max: triple('GainMapMax', Number.NaN), gamma: triple('Gamma', 1) },
    ...{ offsetSdr: triple('OffsetSDR', 1 / 64), offsetHdr: triple('OffsetHDR', 1 / 64) },
    ...{ capacityMin: triple('HDRCapacityMin', 0)[0], capacityMax: triple('HDRCapacityMax', Number.NaN)[0] },
  };
}

/** Apple names how much brighter the brightest is. Where that stands in the maker's own notes alone, it is not read. */
function appleGain(xmp: string): Gain | null {
  if (!xmp.includes('urn:com:apple:photo:2020:aux:hdrgainmap')) return null;
  const [, attribute, element] = /HDRGainMap:HDRGainMapHeadroom(?:="([\d.]{1,20})"|>([\d.]{1,20})<)/.exec(xmp) ?? [];
  const most = Math.log2(Number(attribute ?? element ?? Number.NaN));
  const [none, all, one]: Triple[] = [0, most, 1].map((value) => [value, value, value] as const);
  return { min: none!, max: all!, gamma: one!, offsetSdr: none!, offsetHdr: none!, capacityMin: 0, capacityMax: most };
}
