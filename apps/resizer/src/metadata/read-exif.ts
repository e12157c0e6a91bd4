import { nothingKnown, type Exposure, type Location } from '@pinhole/contracts';
import exifReader from 'exif-reader';
import { dateTimeOriginalText, pickExif } from './pick-exif.js';

/** What is read of EXIF: numbers judged, texts as they are. */
export interface ExifClaims {
  readonly dateTimeOriginal: string | null;
  readonly offsetTimeOriginal: string | null;
  readonly make: unknown;
  readonly model: unknown;
  readonly lens: unknown;
  readonly exposure: Exposure;
  readonly location: Location | null;
}

type Values = Readonly<Record<string | number, unknown>>;

/** What the original's EXIF says of its taking. */
export function readExif(exif: Buffer | undefined): ExifClaims {
  const picked = exif && pickExif(exif);
  const { Image, Photo, GPSInfo } = (picked ? exifReader(picked) : {}) as Partial<Record<string, Values>>;
  return {
    dateTimeOriginal: asciiOrNull(Photo?.[dateTimeOriginalText]),
    offsetTimeOriginal: asciiOrNull(Photo?.['OffsetTimeOriginal']),
    make: Image?.['Make'],
    model: Image?.['Model'],
    lens: Photo?.['LensModel'],
    exposure: Photo ? exposureIn(Photo) : nothingKnown.exposure,
    location: GPSInfo ? locationIn(GPSInfo) : null,
  };
}

function asciiOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Beyond these a number is nonsense: a day's exposure, a pinhole in a barn, and what no lens or sensor has. */
const secondsMax = 86_400;
const apertureMax = 1_000;
const isoMax = 100_000_000;
const focalLengthMmMax = 100_000;
/** EXIF has two bytes for it: this one says that the number stands in another tag. */
const isoElsewhere = 65_535;

function exposureIn(photo: Values): Exposure {
  const iso = photo['ISOSpeedRatings'] === isoElsewhere ? photo['RecommendedExposureIndex'] : photo['ISOSpeedRatings'];
  return {
    seconds: positive(photo['ExposureTime'], secondsMax),
    aperture: positive(photo['FNumber'], apertureMax),
    iso: Number.isInteger(iso) ? positive(iso, isoMax) : null,
    focalLengthMm: positive(photo['FocalLength'], focalLengthMmMax),
  };
}

/** Six digits are more than any camera knows. A denominator of 0 is a way to say that it does not. */
function positive(value: unknown, max: number): number | null {
  return typeof value === 'number' && value > 0 && value <= max ? Number(value.toPrecision(6)) : null;
}

function locationIn(gps: Values): Location | null {
  const latitude = degreesIn(gps['GPSLatitude'], gps['GPSLatitudeRef'], { N: 1, S: -1 }, 90);
  const longitude = degreesIn(gps['GPSLongitude'], gps['GPSLongitudeRef'], { E: 1, W: -1 }, 180);
  // Both zero is what cameras write that have not found themselves yet.
  return latitude === null || longitude === null || (latitude === 0 && longitude === 0) ? null : { latitude, longitude };
}

/** Degrees, minutes and seconds, to a tenth of a metre. */
function degreesIn(parts: unknown, side: unknown, signs: Readonly<Record<string, 1 | -1>>, max: number): number | null {
  const sign = typeof side === 'string' ? signs[side.charAt(0)] : undefined;
  if (!sign || !Array.isArray(parts) || parts.length !== 3) return null;
  const [degrees = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = parts.map(Number);
  const whole = degrees + minutes / 60 + seconds / 3_600;
  return whole >= 0 && whole <= max ? Number((sign * whole).toFixed(6)) : null;
}
