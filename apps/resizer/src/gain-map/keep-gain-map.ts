import { isOutOfMemory } from '../children/is-out-of-memory.js';
import { bt709Light } from '../colours/colour-numbers.js';
import { isOfLightAlone, type Gain } from './gain.js';
import { openBytes, openPixels, toPixels, type Pixels } from '../pictures/guarded-sharp.js';
import { isWide } from '../colours/is-wide.js';
import { furtherPictures } from './multi-picture.js';
import type { OpenedPicture } from '../pictures/open-picture.js';
import type { Size } from '../pictures/plan-variants.js';
import { readGain, type SaidGain } from './read-gain.js';
import { readHeader } from '../header/read-header.js';
import type { RenderedVariant } from '../pictures/render-ladder.js';
import { asStored, turnUpright } from '../pictures/turn-upright.js';
import { withGainMap } from './write-gain.js';

/** A map is soft, and what it lacks is not seen. */
const quality = 80;
/** How far apart the shapes of a picture and of its map may be: a map of 100 pixels is rounded by one. */
const shapeMax = 0.02;

/**
 * The largest JPEG once more, with the gain map of the original, turned and shrunk and written anew as the picture was. Null where
 * there is none, or none that can be kept; a map that cannot be read costs a photo nothing.
 */
export async function keepGainMap(picture: OpenedPicture, base: RenderedVariant | undefined): Promise<RenderedVariant | null> {
  const found = base && picture.header.format === 'jpeg' ? findGainMap(picture) : null;
  if (!base || !found) return null;
  try {
    const pixels = await decodeMap(found, asStored(base, picture.orientation));
    if (found.apple) countAnew(pixels.data, found.gain);
    const upright = await turnUpright(pixels, picture.orientation);
    const map = await openPixels(upright).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    return { ...base, bytes: withGainMap(base.bytes, map, found.gain) };
  } catch (error) {
    if (error instanceof Error && isOutOfMemory(error.message)) throw error;
    return null;
  }
}

interface FoundMap extends SaidGain {
  readonly bytes: Buffer;
  readonly stored: Size;
}

function findGainMap({ bytes, stored, colours }: OpenedPicture): FoundMap | null {
  for (const further of furtherPictures(bytes)) {
    const said = readGain(further);
    const header = said && readHeader('jpeg', further);
    if (!header || header.width > stored.width || header.height > stored.height || header.decodedWhole) continue;
    if (Math.abs((header.width * stored.height) / (header.height * stored.width) - 1) > shapeMax) continue;
    // Red that is brightened in the original's red would be so in ours, which is another.
    if (!isOfLightAlone(said.gain) && isWide(colours.profile)) continue;
    return { ...said, bytes: further, stored: { width: header.width, height: header.height } };
  }
  return null;
}

/** Its values are no colours, whatever profile it has. */
async function decodeMap({ bytes, stored }: FoundMap, size: Size): Promise<Pixels> {
  const opened = openBytes(bytes, { pixelsMax: stored.width * stored.height, failOn: 'error' })
    .keepIccProfile()
    .removeAlpha();
  return toPixels(stored.width > size.width ? opened.resize({ ...size, fit: 'fill' }) : opened);
}

/** Apple’s map is of light, between none more and all; ours of its powers of two. */
function countAnew(data: Buffer, { capacityMax }: Gain): void {
  const most = 2 ** capacityMax;
  const codes = Uint8Array.from({ length: 256 }, (_, code) =>
    Math.round((255 * Math.log2(1 + (most - 1) * bt709Light(code / 255))) / capacityMax),
  );
  data.forEach((code, at) => (data[at] = codes[code]!));
}
