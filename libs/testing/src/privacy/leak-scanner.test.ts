import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { makePhoto } from '../photos/make-photo.js';
import { LeakScanner } from './leak-scanner.js';
import { secretsIn } from './secrets-in.js';

const fileName = 'IMG_0042 summer.jpg';

async function scanner(): Promise<LeakScanner> {
  const scanner = new LeakScanner();
  const photo = sharp(await makePhoto({ width: 60, height: 40 })).withExif({
    IFD0: { Make: 'Pinhole', Model: 'Obscura', Artist: 'Anne Meyer', HostComputer: 'Obscura' },
    IFD2: { BodySerialNumber: '072024000973', LensSerialNumber: '0000000000', UserComment: 'at my mother-in-law' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '60/1 10/1 31/1', GPSLongitudeRef: 'E', GPSLongitude: '24/1 56/1 0/1' },
  });
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description aux:OwnerName="Änne “Nan” Meyer" dc:format="image/jpeg">
    <dc:subject><rdf:Bag><rdf:li>hospital</rdf:li></rdf:Bag></dc:subject></rdf:Description></x:xmpmeta>`;
  scanner.know(await secretsIn(await photo.withXmp(xmp).jpeg().toBuffer(), fileName));
  return scanner;
}

const planted = [
  { what: 'BodySerialNumber', text: 'x072024000973x' },
  { what: 'Artist', text: 'by Anne Meyer.' },
  { what: 'UserComment', text: 'at my mother-in-law' },
  { what: 'GPSLatitude', text: '{"a":60.175278}' },
  { what: 'GPSLongitude', text: '24.9333' },
  { what: 'aux:OwnerName', text: 'Änne “Nan” Meyer' },
  { what: 'dc:subject', text: 'hospital' },
  { what: 'the file’s name', text: `attachment; filename="${encodeURIComponent(fileName)}"` },
];

describe('the scanner for what is private', () => {
  it.each(planted)('finds a planted $what in any bytes', async ({ what, text }) => {
    const bytes = Buffer.concat([Buffer.alloc(100_000, 7), Buffer.from(text), Buffer.alloc(100_000, 9)]);
    expect((await scanner()).inBytes('here', bytes)).toEqual([{ where: 'here', what: `${what} of ${fileName}` }]);
  });

  it('knows a long text by its beginning', async () => {
    const long = new LeakScanner();
    const description = 'a long story, '.repeat(10_000);
    const photo = sharp(await makePhoto({ width: 60, height: 40 })).withXmp(`<x dc:title="${description}"/>`);
    long.know(await secretsIn(await photo.png().toBuffer(), fileName));
    expect(long.inBytes('here', Buffer.from(description))).toHaveLength(1);
  });

  it('finds it in JSON, and as text of two bytes a character', async () => {
    expect((await scanner()).inJson('here', JSON.stringify({ title: 'Änne “Nan” Meyer' }))).toHaveLength(1);
    expect((await scanner()).inBytes('here', Buffer.from('hospital', 'utf16le'))).toHaveLength(1);
  });

  it('finds a field that has no business in an answer, whatever stands in it', async () => {
    const json = JSON.stringify({ items: [{ id: 1, location: null, camera: { serialNumber: 'x' } }] });
    const leaks = (await scanner()).inJson('here', json);
    expect(leaks.map(({ what }) => what)).toEqual(['a field called location', 'a field called serialNumber']);
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('finds what a picture has kept: %s', async (format) => {
    const kept = await makePhoto({ width: 60, height: 40, format, canaries: true });
    const whats = (await (await scanner()).inPicture('here', kept)).map(({ what }) => what);
    expect(whats).toEqual(expect.arrayContaining(['a canary', 'exif', 'xmp']));
  });

  it('finds nothing in what is public', async () => {
    const card = { make: 'Pinhole', model: 'Obscura', owner: { id: '00000000-0000-7000-8000-000000000000' }, type: 'image/jpeg' };
    expect((await scanner()).inJson('here', JSON.stringify(card))).toEqual([]);
    const picture = await makePhoto({ width: 600, height: 400, grain: 18 });
    expect(await (await scanner()).inPicture('here', picture)).toEqual([]);
  });
});
