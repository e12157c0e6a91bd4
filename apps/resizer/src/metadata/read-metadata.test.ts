import { describe, expect, it } from '@jest/globals';
import { cameraTextMax, nothingKnown } from '@pinhole/contracts';
import sharp from 'sharp';
import { ascii, exifOf, rationals, short } from './exif.fixture.js';
import { cornered, now } from '../pictures/pictures.fixture.js';
import { readMetadata } from './read-metadata.js';

const read = (exif?: Buffer, xmp?: string) => readMetadata({ exif, xmp: xmp === undefined ? undefined : Buffer.from(xmp) }, now);
const described = (attributes: string, elements = '') =>
  `<x:xmpmeta><rdf:RDF><rdf:Description rdf:about="" ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`;

describe('what an original says of its taking', () => {
  it.each([{ little: true }, { little: false }])('is read from EXIF, in either byte order: little $little', ({ little }) => {
    const exif = exifOf(
      {
        image: [ascii(0x010f, 'Canon'), ascii(0x0110, 'Canon EOS R5')],
        photo: [
          rationals(0x829a, [1, 250], little),
          rationals(0x829d, [28, 10], little),
          short(0x8827, 400, little),
          ascii(0x9003, '2024:05:01 12:03:04'),
          ascii(0x9011, '+09:00'),
          rationals(0x920a, [35, 1], little),
          ascii(0xa434, 'RF35mm F1.8'),
        ],
        gps: [
          ...[ascii(1, 'S'), rationals(2, [33, 1, 51, 1, 3_540, 100], little)],
          ...[ascii(3, 'E'), rationals(4, [151, 1, 12, 1, 36, 1], little)],
        ],
      },
      little,
    );
    expect(read(exif)).toEqual({
      takenAt: '2024-05-01T03:03:04.000Z',
      takenOffset: '+09:00',
      camera: { make: 'Canon', model: 'Canon EOS R5', lens: 'RF35mm F1.8' },
      exposure: { seconds: 0.004, aperture: 2.8, iso: 400, focalLengthMm: 35 },
      location: { latitude: -33.859833, longitude: 151.21 },
    });
  });

  it('is read as another program wrote it', async () => {
    const exif = {
      IFD0: { Make: 'Canon', Model: 'EOS R5' },
      IFD2: { DateTimeOriginal: '2024:05:01 12:03:04', OffsetTimeOriginal: '-03:30', ExposureTime: '1/60', LensModel: 'RF 35' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '60/1 10/1 30/1', GPSLongitudeRef: 'W', GPSLongitude: '24/1 56/1 0/1' },
    };
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const bytes = await cornered(60, 40).withExif(exif).toFormat(format).toBuffer();
      const { exif: written } = await sharp(bytes).metadata();
      expect(read(written)).toEqual({
        takenAt: '2024-05-01T15:33:04.000Z',
        takenOffset: '-03:30',
        camera: { make: 'Canon', model: 'EOS R5', lens: 'RF 35' },
        exposure: { ...nothingKnown.exposure, seconds: 0.0166667 },
        location: { latitude: 60.175, longitude: -24.933333 },
      });
    }
  });

  it('is nothing where there is neither EXIF nor XMP, and where both are rubbish', () => {
    expect(read()).toEqual(nothingKnown);
    expect(read(Buffer.alloc(9_999, 0xff), '<'.repeat(9_999))).toEqual(nothingKnown);
  });

  it.each([
    { what: 'no time and no aperture', photo: [rationals(0x829a, [0, 1]), rationals(0x829d, [28, 0])] },
    { what: 'zero of zero', photo: [rationals(0x829a, [0, 0]), rationals(0x920a, [0, 0])] },
    { what: 'a week, and a lens to the moon', photo: [rationals(0x829a, [604_800, 1]), rationals(0x920a, [4_000_000_000, 1])] },
    { what: 'words in place of numbers', photo: [ascii(0x829a, '1/250'), ascii(0x8827, 'many')] },
    { what: 'a film of no speed', photo: [short(0x8827, 0)] },
  ])('is unknown where it makes no sense: $what', ({ photo }) => {
    expect(read(exifOf({ photo })).exposure).toEqual(nothingKnown.exposure);
  });

  it('has its sensitivity where two bytes did not hold it', () => {
    const iso = { tag: 0x8832, type: 4, count: 1, value: Buffer.from([0x00, 0x90, 0x01, 0x00]) };
    expect(read(exifOf({ photo: [short(0x8827, 65_535), iso] })).exposure.iso).toBe(102_400);
  });

  it.each([
    {
      what: 'no fix yet',
      gps: [ascii(1, 'N'), rationals(2, [0, 1, 0, 1, 0, 1]), ascii(3, 'E'), rationals(4, [0, 1, 0, 1, 0, 1])],
    },
    {
      what: 'beyond the pole',
      gps: [ascii(1, 'N'), rationals(2, [999, 1, 0, 1, 0, 1]), ascii(3, 'E'), rationals(4, [9, 1, 0, 1, 0, 1])],
    },
    {
      what: 'on no side',
      gps: [ascii(1, ''), rationals(2, [9, 1, 0, 1, 0, 1]), ascii(3, 'E'), rationals(4, [9, 1, 0, 1, 0, 1])],
    },
    { what: 'of two numbers', gps: [ascii(1, 'N'), rationals(2, [9, 1, 0, 1]), ascii(3, 'E'), rationals(4, [9, 1, 0, 1])] },
    { what: 'without its longitude', gps: [ascii(1, 'N'), rationals(2, [9, 1, 0, 1, 0, 1])] },
  ])('has no place where it names none: $what', ({ gps }) => {
    expect(read(exifOf({ gps })).location).toBeNull();
  });

  it('is called by no more than its contract has room for', () => {
    const { camera } = read(exifOf({ image: [ascii(0x010f, '🦜'.repeat(64)), ascii(0x0110, 'm'.repeat(5_000))] }));
    expect([camera.make, camera.model]).toEqual([null, 'm'.repeat(cameraTextMax)]);
  });
});

describe('XMP', () => {
  const shown = exifOf({ photo: [ascii(0x9003, '2010:12:12 12:41:35')] });

  it('says how the clock was set, where EXIF knows the same moment without it', () => {
    const xmp = described('exif:DateTimeOriginal="2010-12-12T12:41:35.00+01:00" aux:Lens="EF24-70mm f/2.8L USM"');
    expect(read(shown, xmp)).toMatchObject({
      takenAt: '2010-12-12T11:41:35.000Z',
      takenOffset: '+01:00',
      camera: { lens: 'EF24-70mm f/2.8L USM' },
    });
  });

  it('says nothing of EXIF’s clock, where it means another moment', () => {
    const xmp = described('exif:DateTimeOriginal="2010-12-13T12:41:35+01:00"');
    expect(read(shown, xmp)).toMatchObject({ takenAt: '2010-12-12T12:41:35.000Z', takenOffset: null });
  });

  it('stands in for EXIF that was taken out, as attributes and as elements', () => {
    const elements = '<tiff:Model>D&amp;D 5</tiff:Model><exifEX:LensModel>A &lt;fine&gt; lens</exifEX:LensModel>';
    expect(read(undefined, described('photoshop:DateCreated="2010-12-12T12:41:35" tiff:Make="Nikon"', elements))).toEqual({
      ...nothingKnown,
      takenAt: '2010-12-12T12:41:35.000Z',
      camera: { make: 'Nikon', model: 'D&D 5', lens: 'A <fine> lens' },
    });
  });

  it('never overrules the camera', () => {
    const exif = exifOf({ image: [ascii(0x010f, 'Canon')], photo: [ascii(0xa434, 'EF 35')] });
    expect(read(exif, described('tiff:Make="Nikon" aux:Lens="Nikkor"')).camera).toMatchObject({ make: 'Canon', lens: 'EF 35' });
  });

  it.each(['exif:DateTimeOriginal="', '<tiff:Make>', ' tiff:Model=', '<'])('costs nothing, however long it is: %s …', (piece) => {
    const packet = piece.repeat(20_000_000 / piece.length);
    const before = process.cpuUsage();
    expect(read(undefined, packet)).toEqual(nothingKnown);
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });
});
