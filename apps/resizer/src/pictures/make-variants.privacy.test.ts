import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { cornered, made } from './pictures.fixture.js';
import { displayP3 } from '../colours/profiles.fixture.js';

const canary = 'CANARY';
const exif = {
  IFD0: { Artist: `${canary}-artist`, Copyright: `${canary}-copyright`, ImageDescription: `${canary}-description` },
  IFD2: { BodySerialNumber: `${canary}-serial`, CameraOwnerName: `${canary}-owner`, DateTimeOriginal: '2024:02:29 12:34:56' },
  IFD3: {
    GPSAreaInformation: `${canary}-gps`,
    GPSLatitudeRef: 'N',
    GPSLatitude: '51/1 30/1 3230/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '0/1 7/1 39/1',
  },
};
const xmp = `<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${canary}-xmp</a></x:xmpmeta>`;

const tell = (picture: Sharp) => picture.withExif(exif).withXmp(xmp).withIccProfile('p3');

describe('no variant tells where a photo was taken, with what, or by whom', () => {
  it.each([
    {
      of: 'a JPEG',
      bytes: async () => Buffer.concat([await tell(cornered(700, 400)).jpeg().toBuffer(), Buffer.from(`${canary}-tail`)]),
    },
    { of: 'a PNG', bytes: () => tell(cornered(700, 400)).png().toBuffer() },
    { of: 'a WebP', bytes: () => tell(cornered(700, 400)).webp().toBuffer() },
    { of: 'an AVIF', bytes: () => tell(cornered(700, 400)).avif({ effort: 0 }).toBuffer() },
  ])('of $of', async ({ bytes }) => {
    const original = await bytes();
    expect(original.includes(canary)).toBe(true);
    const { metadata, variants } = await made(original);
    expect(JSON.stringify(metadata)).not.toContain(canary);
    for (const variant of variants) {
      expect(variant.bytes.includes(canary)).toBe(false);
      const { icc, ...seen } = await sharp(variant.bytes).metadata();
      expect(Object.keys(seen)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(exif|xmp|iptc|comments)$/)]));
      // Sharp’s own, and so the same for all photos.
      expect(icc?.equals(await displayP3())).toBe(variant.format === 'avif' ? true : undefined);
    }
  });

  it('but when and where, which is told apart from the picture', async () => {
    const { metadata } = await made(await tell(cornered(70, 40)).jpeg().toBuffer());
    expect(metadata).toMatchObject({
      takenAt: '2024-02-29T12:34:56.000Z',
      location: { latitude: 51.508972, longitude: -0.1275 },
    });
  });
});
