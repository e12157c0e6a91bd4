import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { makePreview, type MadePreview } from './make-preview.js';
import { apart, colourAt, cornered, corners, made, noise, refusal, storedAs } from './pictures.fixture.js';

async function previewOf(original: Buffer): Promise<MadePreview> {
  const outcome = await makePreview(original);
  if ('rejection' in outcome) throw new Error(`rejected: ${outcome.rejection.code}`);
  return outcome;
}

async function refusedAs(original: Buffer): Promise<string> {
  const outcome = await makePreview(original);
  return 'rejection' in outcome ? outcome.rejection.code : 'taken';
}

async function expectUpright({ variant }: MadePreview): Promise<void> {
  const places = [0.25, 0.75].flatMap((down) => [0.25, 0.75].map((across) => colourAt(variant, across, down)));
  (await Promise.all(places)).forEach((colour, index) => expect(apart(colour, corners[index] ?? [])).toBeLessThan(20));
}

describe('a preview', () => {
  it.each(Object.keys(storedAs).map(Number))('is upright, from EXIF orientation %i', async (orientation) => {
    const stored = await storedAs[orientation]?.(cornered(1_200, 720)).png().toBuffer();
    const preview = await previewOf(
      await sharp(stored).withMetadata({ orientation }).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
    );
    expect(preview).toMatchObject({ width: 1_200, height: 720, variant: { format: 'jpeg', width: 320, height: 192 } });
    expect(await sharp(preview.variant.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 192 });
    await expectUpright(preview);
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('may be of a %s, and is a JPEG', async (format) => {
    const preview = await previewOf(await cornered(900, 600).toFormat(format).toBuffer());
    expect(preview.variant).toMatchObject({ format: 'jpeg', width: 320, height: 213 });
    await expectUpright(preview);
  });

  it('is never larger than its photo', async () => {
    const preview = await previewOf(await noise(40, 30).jpeg().toBuffer());
    expect(preview).toMatchObject({ width: 40, height: 30, variant: { width: 40, height: 30 } });
  });

  it('is in the colours of its photo’s profile, and carries neither that nor anything else', async () => {
    const wide = cornered(900, 600)
      .withIccProfile('p3')
      .withExif({ IFD0: { Artist: 'CANARY' } });
    const { variant } = await previewOf(await wide.jpeg({ chromaSubsampling: '4:4:4' }).toBuffer());
    await expectUpright({ variant } as MadePreview);
    const said = await sharp(variant.bytes).metadata();
    expect([said.icc, said.exif, variant.bytes.includes('CANARY')]).toEqual([undefined, undefined, false]);
  });

  it('has the size that its photo’s ladder will say, and nearly what is painted before it', async () => {
    const photo = await noise(1_600, 1_200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const [{ width, height, placeholder }, ladder] = [await previewOf(Buffer.from(photo)), await made(photo)];
    expect({ width, height }).toEqual({ width: ladder.width, height: ladder.height });
    const rgb = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    expect(apart(rgb(placeholder.color), rgb(ladder.placeholder.color))).toBeLessThan(24);
  });

  it('is the same to the last byte, however often it is made', async () => {
    const photo = await noise(900, 600).jpeg().toBuffer();
    expect(await previewOf(Buffer.from(photo))).toEqual(await previewOf(Buffer.from(photo)));
  });

  it.each([
    { of: 'what is no picture', bytes: () => Promise.resolve(Buffer.from('nothing')) },
    { of: 'a bomb', bytes: () => sharp({ create: bomb }).png().toBuffer() },
    { of: 'half a file', bytes: async () => (await noise(900, 600).jpeg().toBuffer()).subarray(0, 40_000) },
  ])('is not made of $of, for the same reason as the ladder', async ({ bytes }) => {
    const original = await bytes();
    expect(await refusedAs(Buffer.from(original))).toBe(await refusal(original));
    expect(await refusedAs(original)).not.toBe('taken');
  });
});

const bomb = { width: 12_001, height: 10_000, channels: 3, background: '#000' } as const;
