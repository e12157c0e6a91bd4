import type { PhotoMetadata } from '@pinhole/contracts';

type Taken = Pick<PhotoMetadata, 'takenAt' | 'takenOffset'>;

/** The first photograph. What claims to be older was taken by a camera whose clock was never set. */
const oldest = Date.UTC(1826, 0, 1);
/** Clocks east of us are up to 14 hours ahead, and EXIF mostly does not say how its clock is set. */
const aheadMillisecondsMax = 24 * 60 * 60 * 1000;
const offsetMinutesMax = 14 * 60;

/**
 * When a photo was taken, from what its camera's clock showed, `2024:02:29 12:00:00`, and how that was set, `+01:00`. Nothing
 * for nonsense. Without an offset the clock's time is taken for UTC.
 */
export function readTakenAt(local: unknown, offset: unknown, now: Date): Taken {
  const shown = typeof local === 'string' ? parseLocal(local) : null;
  if (shown === null) return { takenAt: null, takenOffset: null };
  const minutes = typeof offset === 'string' ? parseOffset(offset) : null;
  const taken = shown - (minutes ?? 0) * 60_000;
  if (taken < oldest || taken > now.getTime() + aheadMillisecondsMax) return { takenAt: null, takenOffset: null };
  return { takenAt: new Date(taken).toISOString(), takenOffset: minutes === null ? null : writeOffset(minutes) };
}

/** In milliseconds, as if it were UTC; null for a day or an hour that no calendar has. */
function parseLocal(local: string): number | null {
  const [, year, month, day, time] = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(local) ?? [];
  if (!year || !month || !day || !time) return null;
  const utc = new Date(`${year}-${month}-${day}T${time}Z`);
  // Date takes February 30th for March 1st.
  return Number.isNaN(utc.getTime()) || utc.getUTCDate() !== Number(day) ? null : utc.getTime();
}

function parseOffset(offset: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):([0-5]\d)/.exec(offset === 'Z' ? '+00:00' : offset) ?? [];
  const total = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return Math.abs(total) <= offsetMinutesMax ? total : null;
}

function writeOffset(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
