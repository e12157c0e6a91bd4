import sharp from 'sharp';

/** How it is counted: by Adobe's and Android's numbers, by them for each colour apart, or by Apple's of before there were any. */
export type GainMapKind = 'android' | 'colours' | 'apple';

/** How much brighter the brightest part of a picture is on a display that can show it. */
export const gainMapHeadroom = 4;

/**
 * Puts a gain map behind a JPEG, as phones do: a second JPEG of half its size, dark on the left and bright on the right as stored, and
 * a list in the first that says where it is. `more` is what else the phone writes into the second one.
 */
export async function withGainMap(jpeg: Uint8Array, kind: GainMapKind, more: Buffer = Buffer.alloc(0)): Promise<Buffer> {
  const { width, height } = await sharp(jpeg).metadata();
  const [mapWidth, mapHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const data = Buffer.alloc(mapWidth * mapHeight, 0).map((_, at) =>
    Math.round((255 * (at % mapWidth)) / Math.max(1, mapWidth - 1)),
  );
  const grey = sharp(data, { raw: { width: mapWidth, height: mapHeight, channels: 1 } }).toColourspace('b-w');
  const plain = await grey.jpeg({ quality: 95 }).toBuffer();
  const xmp = segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${says[kind]}`);
  const map = Buffer.concat([plain.subarray(0, 2), xmp, more, plain.subarray(2)]);
  const first = Buffer.from(jpeg);
  const firstBytes = first.length + listBytes;
  return Buffer.concat([first.subarray(0, 2), list(firstBytes, map.length), first.subarray(2), map]);
}

/** As all XMP has it, so that an editor can write more into it. */
const padding = ' '.repeat(200);
const rdf = (description: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${description}</rdf:Description></rdf:RDF></x:xmpmeta>${padding}`;
const says: Record<GainMapKind, string> = {
  android: rdf(
    `xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="${Math.log2(gainMapHeadroom)}" hdrgm:HDRCapacityMax="${Math.log2(gainMapHeadroom)}">`,
  ),
  colours: rdf(
    `xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:HDRCapacityMax="2"><hdrgm:GainMapMax><rdf:Seq><rdf:li>2</rdf:li><rdf:li>1</rdf:li><rdf:li>1</rdf:li></rdf:Seq></hdrgm:GainMapMax>`,
  ),
  apple: rdf(
    `xmlns:apdi="http://ns.apple.com/pixeldatainfo/1.0/" xmlns:HDRGainMap="http://ns.apple.com/HDRGainMap/1.0/"><apdi:AuxiliaryImageType>urn:com:apple:photo:2020:aux:hdrgainmap</apdi:AuxiliaryImageType><HDRGainMap:HDRGainMapHeadroom>${gainMapHeadroom}</HDRGainMap:HDRGainMapHeadroom>`,
  ),
};

function segment(marker: number, text: string): Buffer {
  const length = text.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), Buffer.from(text, 'latin1')]);
}

const listBytes = 78;

/** A Multi-Picture list with nothing but its two entries, of little end first, as some phones write it. */
function list(firstBytes: number, secondBytes: number): Buffer {
  const body = Buffer.alloc(listBytes - 4);
  body.write('MPF\0II*\0\x08\0\0\0\x02\0', 'latin1');
  const numbers = [0xb001, 4, 1, 2, 0xb002, 7, 32, 38];
  numbers.forEach((value, index) => {
    const at = 14 + Math.floor(index / 4) * 12 + [0, 2, 4, 8][index % 4]!;
    if (index % 4 < 2) body.writeUInt16LE(value, at);
    else body.writeUInt32LE(value, at);
  });
  body.writeUInt32LE(firstBytes, 46);
  body.writeUInt32LE(secondBytes, 62);
  // Counted from behind the name, which stands ten bytes into the file.
  body.writeUInt32LE(firstBytes - 10, 66);
  return segment(0xe2, body.toString('latin1'));
}
