/** Bits, most significant first, with the two variable-length codes of the standard. */
export class Bits {
  private readonly bytes: Buffer;
  private filled = 0;
  private current = 0;
  private free = 8;

  constructor(bytesMax: number) {
    this.bytes = Buffer.alloc(bytesMax);
  }

  put(value: number, count = 1): this {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      this.current = (this.current << 1) | (Math.floor(value / 2 ** bit) & 1);
      this.free -= 1;
      if (this.free === 0) this.next();
    }
    return this;
  }

  /** ue(v) and, of zero alone, se(v). */
  golomb(...values: number[]): this {
    for (const value of values) {
      const length = Math.floor(Math.log2(value + 1));
      this.put(0, length).put(value + 1, length + 1);
    }
    return this;
  }

  byte(value: number): void {
    this.bytes[this.filled++] = value;
  }

  alignWithZeros(): void {
    while (this.free !== 8) this.put(0);
  }

  /** A one and zeros, as every NAL unit ends. */
  end(): Buffer {
    this.put(1).alignWithZeros();
    return this.soFar();
  }

  soFar(): Buffer {
    return this.bytes.subarray(0, this.filled);
  }

  private next(): void {
    this.byte(this.current);
    this.current = 0;
    this.free = 8;
  }
}
