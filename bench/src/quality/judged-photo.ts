import sharp from 'sharp';
import { atScore, type AtScore, type Encode } from './at-score.js';
import type { Contestant } from './contestants.js';
import type { Judge, Metric } from './metric.js';
import type { Rgb } from './xyb.js';

// One thread to a picture, as the resizer has it, and nothing kept.
sharp.concurrency(1);
sharp.cache(false);

/** One photo at one width, as no encoder has touched it, and whoever judges what encoders make of it. */
export class JudgedPhoto implements Disposable {
  private constructor(
    readonly reference: Rgb,
    private readonly judge: Judge,
  ) {}

  /** Shrunk in one step from the original, upright and in sRGB. */
  static async open(metric: Metric, original: Buffer, width: number): Promise<JudgedPhoto> {
    const { autoOrient } = await sharp(original).metadata();
    const height = Math.max(1, Math.round((autoOrient.height * width) / autoOrient.width));
    const shrunk = sharp(original).autoOrient().resize({ width, height, fit: 'fill', fastShrinkOnLoad: false });
    const reference = rgbOf(await shrunk.toColourspace('srgb').flatten().raw().toBuffer({ resolveWithObject: true }));
    return new JudgedPhoto(reference, await metric.open(reference));
  }

  /** What this encoder needs for a score. */
  at(score: number, contestant: Contestant): Promise<AtScore> {
    return atScore(score, contestant.startQuality, (quality) => this.encode(contestant, quality));
  }

  /** How good an encoded picture is that was made of the same photo in the same size. */
  async score(encoded: Buffer): Promise<number> {
    const pixels = await sharp(encoded).toColourspace('srgb').flatten().raw().toBuffer({ resolveWithObject: true });
    return this.judge.score(rgbOf(pixels));
  }

  [Symbol.dispose](): void {
    this.judge[Symbol.dispose]();
  }

  /** Nothing else runs beside it, so what the process spends is the encoder's. */
  async encode({ encode }: Pick<Contestant, 'encode'>, quality: number): Promise<Encode> {
    const { data, width, height } = this.reference;
    const before = process.cpuUsage();
    const encoded = await encode(sharp(data, { raw: { width, height, channels: 3 } }), quality).toBuffer();
    const { user, system } = process.cpuUsage(before);
    const score = await this.score(encoded);
    return { quality, bytes: encoded.length, score, cpuMilliseconds: (user + system) / 1_000 };
  }
}

interface Raw {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: number };
}

/** Grey is three times the same. */
function rgbOf({ data, info: { width, height, channels } }: Raw): Rgb {
  if (channels === 3) return { data, width, height };
  const grey = Uint8Array.from({ length: width * height * 3 }, (_, index) => data[Math.floor(index / 3) * channels]!);
  return { data: grey, width, height };
}
