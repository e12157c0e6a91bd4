/** What this deployment takes. */
export class UploadLimits {
  constructor(readonly uploadBytesMax: number) {}
}
