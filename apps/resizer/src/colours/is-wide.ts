/**
 * Of sRGB's triangle of primaries in CIE xy, adapted to D50 as in every profile. What programs write as sRGB differs from it by a
 * few hundredths; the narrowest space that is called wide, Display P3, has a third more.
 */
const srgbArea = 0.109;
const wideFrom = 1.15;

/** Where a profile's list of tags begins, and how many are looked at: cameras write twenty. */
const tagsAt = 128;
const tagsMax = 100;

/**
 * Whether a profile has colours that sRGB lacks: by the area between its primaries, which says so of Display P3, AdobeRGB and
 * ProPhoto whatever they are called. A profile without primaries (of grey, of CMYK, of tables alone) is none.
 */
export function isWide(icc: Buffer | undefined): boolean {
  const corners = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => chromaticityIn(icc ?? Buffer.alloc(0), tag));
  const [red, green, blue] = corners;
  if (!red || !green || !blue) return false;
  const area = Math.abs((green.x - red.x) * (blue.y - red.y) - (blue.x - red.x) * (green.y - red.y)) / 2;
  return area > srgbArea * wideFrom;
}

function chromaticityIn(icc: Buffer, tag: string): { x: number; y: number } | null {
  const count = icc.length >= tagsAt + 4 ? Math.min(icc.readUInt32BE(tagsAt), tagsMax) : 0;
  for (let index = 0, at = tagsAt + 4; index < count && at + 12 <= icc.length; index += 1, at += 12) {
    const start = icc.readUInt32BE(at + 4);
    if (icc.toString('latin1', at, at + 4) !== tag || start + 20 > icc.length) continue;
    // Behind the type's name and four zeros, in parts of 65,536; only their ratios count.
    const [x = 0, y = 0, z = 0] = [8, 12, 16].map((offset) => icc.readInt32BE(start + offset));
    return x + y + z > 0 ? { x: x / (x + y + z), y: y / (x + y + z) } : null;
  }
  return null;
}
