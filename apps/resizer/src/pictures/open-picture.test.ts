import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { openPicture } from './open-picture.js';
import type { PictureHeader } from '../header/picture-header.js';
import { cornered } from './pictures.fixture.js';
import { readHeader } from '../header/read-header.js';

async function opened(picture: Sharp, format: PictureHeader['format'], told: Partial<PictureHeader> = {}) {
  const bytes = await picture.toBuffer();
  const header = readHeader(format, bytes);
  if (!header) throw new Error('no header');
  return openPicture(bytes, { ...header, ...told });
}

describe('a picture that was judged by its header', () => {
  it('is opened with its size as stored and as displayed', async () => {
    const picture = await opened(cornered(40, 30).withMetadata({ orientation: 8 }).jpeg(), 'jpeg');
    expect(picture).toMatchObject({ stored: { width: 40, height: 30 }, upright: { width: 30, height: 40 } });
    expect(picture?.exif?.length).toBeGreaterThan(0);
  });

  it.each<{ sees: string; told: Partial<PictureHeader>; picture: () => Sharp; format: PictureHeader['format'] }>([
    { sees: 'more pixels', told: { width: 20, height: 20 }, picture: () => cornered(40, 30).png(), format: 'png' },
    { sees: 'a longer side', told: { width: 39, height: 39 }, picture: () => cornered(40, 30).png(), format: 'png' },
    { sees: 'scans', told: { decodedWhole: false }, picture: () => cornered(40, 30).jpeg({ progressive: true }), format: 'jpeg' },
    {
      sees: 'frames',
      told: { frames: 1 },
      picture: () =>
        sharp(Buffer.from([...Array<number>(48).fill(0), ...Array<number>(48).fill(255)]), {
          raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
        }).webp(),
      format: 'webp',
    },
  ])('is not opened where the decoder sees $sees than were judged', async ({ told, picture, format }) => {
    expect(await opened(picture(), format)).not.toBeNull();
    expect(await opened(picture(), format, told)).toBeNull();
  });
});
