import { mediaTypeOf, type Capabilities } from '@pinhole/contracts';
import { formatsTaken, newestRecipe, photoFormats, pixelCaps } from '@pinhole/resources';
import type { UploadLimits } from './upload-limits.js';

/** What we take and what becomes of it, from the same tables that decide it. */
export function presentCapabilities(uploadLimits: UploadLimits): Capabilities {
  const { rungs } = newestRecipe('standard');
  const encodings = rungs.flatMap((rung) => rung.encodings);
  const { framesMax, sideMax } = pixelCaps;
  return {
    formats: formatsTaken(uploadLimits).map((name) => {
      const { type, extensions, pixelsMax, narrower } = photoFormats[name];
      return { type, extensions: [...extensions], pixelsMax, narrower: [...narrower] };
    }),
    uploadBytesMax: uploadLimits.uploadBytesMax,
    sideMax,
    animations: { framesMax },
    ladder: {
      widths: rungs.map(({ width }) => width),
      formats: [...new Set(encodings.map(({ format }) => mediaTypeOf[format]))],
    },
  };
}
