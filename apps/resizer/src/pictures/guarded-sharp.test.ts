import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { openBytes, toPixels } from './guarded-sharp.js';
import { cornered } from './pictures.fixture.js';

const strictly = { pixelsMax: 1_000_000, failOn: 'error' } as const;

describe('the decoder', () => {
  it.each([
    { of: 'an SVG', bytes: () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')) },
    { of: 'a TIFF', bytes: () => cornered(9, 9).tiff().toBuffer() },
  ])('does not know $of, even where nobody looked at it before', async ({ bytes }) => {
    await expect(openBytes(await bytes(), strictly).metadata()).rejects.toThrow('unsupported image format');
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('knows %s', async (format) => {
    const bytes = await cornered(9, 9).toFormat(format).toBuffer();
    expect(await toPixels(openBytes(bytes, strictly))).toMatchObject({ width: 9, height: 9 });
  });

  it('decodes no more pixels than it was allowed', async () => {
    const bytes = await cornered(100, 100).png().toBuffer();
    await expect(
      openBytes(bytes, { ...strictly, pixelsMax: 9_999 })
        .raw()
        .toBuffer(),
    ).rejects.toThrow('pixel limit');
    await expect(
      openBytes(bytes, { ...strictly, pixelsMax: 10_000 })
        .raw()
        .toBuffer(),
    ).resolves.toHaveLength(30_000);
  });

  it('keeps nothing of one photo for the next', () => {
    expect(sharp.cache()).toMatchObject({ memory: { max: 0 }, items: { max: 0 } });
  });
});
