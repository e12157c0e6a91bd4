import { mediaTypeOf, type Capabilities } from '@pinhole/contracts';
import { photoFormats, variantLadder } from '@pinhole/resources';

/** What we take and what becomes of it, from the same tables that decide it. */
export function presentCapabilities(uploadBytesMax: number): Capabilities {
  const encodings = variantLadder.flatMap((rung) => rung.encodings);
  return {
    formats: Object.values(photoFormats).map(({ type, extensions, pixelsMax }) => ({
      type,
      extensions: [...extensions],
      pixelsMax,
    })),
    uploadBytesMax,
    ladder: {
      widths: variantLadder.map(({ width }) => width),
      formats: [...new Set(encodings.map(({ format }) => mediaTypeOf[format]))],
    },
  };
}
