/** Memory for parts. Pages that were never written to cost nothing, so a buffer of a whole part is as large as what is in it. */
export class PartMemory {
  constructor(private readonly partBytes: number) {}

  take(): Buffer {
    return Buffer.allocUnsafeSlow(this.partBytes);
  }

  giveBack(_memory: Buffer): void {}
}
