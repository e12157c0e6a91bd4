import sharp from 'sharp';

/** Columns of a profile: where its primaries lie in CIE XYZ, adapted to D50. */
const primaries = {
  'Display P3': null,
  AdobeRGB: [
    [0.6097, 0.3111, 0.0195],
    [0.2053, 0.6257, 0.0609],
    [0.1492, 0.0632, 0.7446],
  ],
  ProPhoto: [
    [0.7977, 0.288, 0],
    [0.1352, 0.7119, 0],
    [0.0313, 0.0001, 0.8249],
  ],
  'sRGB as a program rounds it': [
    [0.4358, 0.2224, 0.0139],
    [0.3853, 0.717, 0.0971],
    [0.143, 0.0606, 0.7139],
  ],
} as const;
export type ProfileName = keyof typeof primaries;
export const wideProfiles = ['Display P3', 'AdobeRGB', 'ProPhoto'] as const satisfies readonly ProfileName[];

export async function displayP3(): Promise<Buffer> {
  const one = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const { icc } = await sharp(await one.withIccProfile('p3').png().toBuffer()).metadata();
  return icc!;
}

/** A profile of these primaries with Display P3's curve: only where colours lie matters here. */
export async function profileOf(name: ProfileName): Promise<Buffer> {
  const profile = Buffer.from(await displayP3());
  ['rXYZ', 'gXYZ', 'bXYZ'].forEach((tag, column) => {
    const at = profile.readUInt32BE(profile.indexOf(tag, 128) + 4);
    primaries[name]?.[column]?.forEach((value, row) => profile.writeInt32BE(Math.round(value * 65_536), at + 8 + row * 4));
  });
  return profile;
}
