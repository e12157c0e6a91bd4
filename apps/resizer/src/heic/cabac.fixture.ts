import type { Bits } from './bits.fixture.js';

/**
 * The least likely value's share of the range, by how sure the context is (table 9-52 in ITU-T H.265). Of its four columns only
 * the last: after each block's samples the coder begins anew, with the widest range.
 */
const unlikelyShare = [
  ...[240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110, 104, 99, 94, 89, 85, 80, 76, 72, 69],
  ...[65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39, 37, 35, 33, 31, 30, 28, 27, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15],
  ...[14, 14, 13, 12, 12, 11, 11, 10, 9],
];

/** As much of the standard's arithmetic coder as those three words need (9.3.4). */
export class Cabac {
  private low = 0;
  private range = 510;
  private outstanding = 0;
  private isFirst = true;
  /** Of the flag, in an intra slice of quality 26: 0 is as likely as not. */
  private sureness = 0;

  constructor(private readonly bits: Bits) {}

  /** The flag 0, by a context that has never seen another and grows surer. */
  notSplit(): void {
    this.range -= unlikelyShare[this.sureness]!;
    this.sureness = Math.min(this.sureness + 1, unlikelyShare.length - 1);
    this.renormalise();
  }

  terminate(yes: boolean): void {
    this.range -= 2;
    if (!yes) return this.renormalise();
    this.low += this.range;
    this.range = 2;
    this.renormalise();
    this.emit((this.low >> 9) & 1);
    this.bits.put(((this.low >> 7) & 3) | 1, 2);
  }

  restart(): void {
    this.low = 0;
    this.range = 510;
    this.outstanding = 0;
    this.isFirst = true;
  }

  private renormalise(): void {
    while (this.range < 256) {
      if (this.low < 256) this.emit(0);
      else if (this.low >= 512) {
        this.low -= 512;
        this.emit(1);
      } else {
        this.low -= 256;
        this.outstanding += 1;
      }
      this.range <<= 1;
      this.low <<= 1;
    }
  }

  private emit(bit: number): void {
    if (this.isFirst) this.isFirst = false;
    else this.bits.put(bit);
    for (; this.outstanding > 0; this.outstanding -= 1) this.bits.put(1 - bit);
  }
}
