import { hevcPicture, type HevcPicture, type SampleOf } from './hevc-picture.fixture.js';

export interface HeicWish {
  readonly width: number;
  readonly height: number;
  readonly sampleOf: SampleOf;
  /** Written as phones do it, in tiles of this side; without it in one piece. */
  readonly tile?: number;
  /** Quarter turns to the left that whoever shows it has to make. */
  readonly turns?: 0 | 1 | 2 | 3;
  readonly icc?: Buffer;
}

/** A HEIC file around a picture that was not compressed. */
export function heicFile({ width, height, sampleOf, tile, turns = 0, icc }: HeicWish): Buffer {
  const [columns, rows] = tile ? [Math.ceil(width / tile), Math.ceil(height / tile)] : [1, 1];
  const [tileWidth, tileHeight] = tile ? [tile, tile] : [width, height];
  const picture = hevcPicture(tileWidth, tileHeight, sampleOf);
  const coded = Buffer.concat([u32(picture.slice.length), picture.slice]);
  const grid = Buffer.concat([Buffer.from([0, 1, rows - 1, columns - 1]), u32(width), u32(height)]);
  const tiles = Array.from({ length: columns * rows }, (_, index) => index + 2);
  const ids = tile ? [1, ...tiles] : [1];

  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  // All tiles are one: they point to the same bytes.
  const lengthOf = (id: number) => (tile && id === 1 ? grid.length : coded.length);
  const metaAt = (dataAt: number) =>
    fullBox('meta', 0, [
      fullBox('hdlr', 0, [Buffer.from('\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1')]),
      fullBox('pitm', 0, [u16(1)]),
      fullBox('iloc', 0, [
        Buffer.from([0x44, 0]),
        u16(ids.length),
        ...ids.map((id) =>
          Buffer.concat([u16(id), u16(0), u16(1), u32(dataAt + (tile && id !== 1 ? grid.length : 0)), u32(lengthOf(id))]),
        ),
      ]),
      fullBox('iinf', 0, [u16(ids.length), ...ids.map((id) => itemInfo(id, tile && id === 1 ? 'grid' : 'hvc1'))]),
      ...(tile ? [fullBox('iref', 0, [box('dimg', Buffer.concat([u16(1), u16(tiles.length), ...tiles.map(u16)]))])] : []),
      properties(ids, { picture, width, height, tileWidth, tileHeight, turns, icc }),
    ]);
  const before = ftyp.length + metaAt(0).length + 8;
  return Buffer.concat([ftyp, metaAt(before), box('mdat', Buffer.concat([...(tile ? [grid] : []), coded]))]);
}

interface Described {
  readonly picture: HevcPicture;
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly turns: number;
  readonly icc: Buffer | undefined;
}

/** What holds of which item: a size, how it was coded, a turn, a profile. */
function properties(ids: readonly number[], { picture, turns, icc, ...size }: Described): Buffer {
  const isGrid = ids.length > 1;
  const list = [
    fullBox('ispe', 0, [u32(size.width), u32(size.height)]),
    fullBox('ispe', 0, [u32(size.tileWidth), u32(size.tileHeight)]),
    box('hvcC', configuration(picture)),
    box('irot', Buffer.from([turns])),
    ...(icc ? [box('colr', Buffer.concat([Buffer.from('prof'), icc]))] : []),
  ];
  const essential = 0x80;
  const colours = icc ? [5] : [];
  const ofWhole = [1, ...(isGrid ? [] : [essential | 3]), ...colours, essential | 4];
  const associations = ids.map((id) => {
    const own = id === 1 ? ofWhole : [2, essential | 3];
    return Buffer.concat([u16(id), Buffer.from([own.length, ...own])]);
  });
  return box('iprp', Buffer.concat([box('ipco', Buffer.concat(list)), fullBox('ipma', 0, [u32(ids.length), ...associations])]));
}

function configuration({ parameterSets }: HevcPicture): Buffer {
  const head = [1, 3, 0x70, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 186, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, parameterSets.length];
  const sets = parameterSets.map((set) => Buffer.concat([Buffer.from([0x80 | (set[0]! >> 1)]), u16(1), u16(set.length), set]));
  return Buffer.concat([Buffer.from(head), ...sets]);
}

function itemInfo(id: number, type: string): Buffer {
  // Tiles are hidden: they are no pictures of their own.
  const flags = id === 1 ? 0 : 1;
  return box('infe', Buffer.concat([Buffer.from([2, 0, 0, flags]), u16(id), u16(0), Buffer.from(`${type}\0`, 'latin1')]));
}

function box(kind: string, body: Buffer): Buffer {
  return Buffer.concat([u32(8 + body.length), Buffer.from(kind, 'latin1'), body]);
}

function fullBox(kind: string, version: number, parts: readonly Buffer[]): Buffer {
  return box(kind, Buffer.concat([Buffer.from([version, 0, 0, 0]), ...parts]));
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
