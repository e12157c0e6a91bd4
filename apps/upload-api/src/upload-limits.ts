import type { PhotoFormatChoice } from '@pinhole/resources';

/** What this deployment takes. */
export class UploadLimits implements PhotoFormatChoice {
  constructor(
    readonly uploadBytesMax: number,
    readonly takesHeic: boolean,
  ) {}
}
