import { describe, expect, it } from '@jest/globals';
import { readTakenAt } from './read-taken-at.js';

const now = new Date('2026-11-21T12:00:00Z');

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: number;
}

/** EXIF with its two texts, each behind a pointer, in either byte order. */
function exifOf(dateTimeOriginal: string, offset = '', little = true): Buffer {
  const bytes = Buffer.alloc(256);
  const u16 = (value: number, at: number) => (little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at));
  const u32 = (value: number, at: number) => (little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at));
  const entry = (at: number, { tag, type, count, value }: Entry) => {
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    u32(value, at + 8);
  };
  bytes.write(little ? 'II' : 'MM');
  u16(42, 2);
  u32(8, 4);
  u16(1, 8);
  entry(10, { tag: 0x8769, type: 4, count: 1, value: 40 });
  u16(2, 40);
  entry(42, { tag: 0x9003, type: 2, count: 20, value: 100 });
  entry(54, { tag: 0x9011, type: 2, count: 7, value: 130 });
  bytes.write(`${dateTimeOriginal}\0`, 100, 'latin1');
  bytes.write(`${offset}\0`, 130, 'latin1');
  return bytes;
}

const takenAt = (exif: Buffer) => readTakenAt(exif, now)?.toISOString() ?? null;

describe('when a photo was taken', () => {
  it.each([
    { date: '2024:02:29 12:34:56', offset: '', expected: '2024-02-29T12:34:56.000Z' },
    { date: '2024:02:29 12:34:56', offset: '+05:30', expected: '2024-02-29T07:04:56.000Z' },
    { date: '2024:02:29 23:34:56', offset: '-08:00', expected: '2024-03-01T07:34:56.000Z' },
    { date: '2024:02:29 12:34:56', offset: '+99:99', expected: '2024-02-29T12:34:56.000Z' },
    { date: '1950:06:01 00:00:00', offset: '', expected: '1950-06-01T00:00:00.000Z' },
    { date: '2026:11:21 23:00:00', offset: '', expected: '2026-11-21T23:00:00.000Z' },
  ])('is read from EXIF: $date $offset', ({ date, offset, expected }) => {
    expect(takenAt(exifOf(date, offset))).toBe(expected);
    expect(takenAt(exifOf(date, offset, false))).toBe(expected);
    expect(takenAt(Buffer.concat([Buffer.from('Exif\0\0'), exifOf(date, offset)]))).toBe(expected);
  });

  it.each([
    '',
    '0000:00:00 00:00:00',
    '9999:99:99 99:99:99',
    '9999:01:01 00:00:00',
    '2023:02:30 12:00:00',
    '2024:01:01 25:00:00',
    '1066:10:14 09:00:00',
    '2026:11:23 00:00:00',
    '    :  :     :  :  ',
    '<script>alert(1)</script>',
  ])('is unknown where the camera says nonsense: %j', (date) => {
    expect(takenAt(exifOf(date))).toBeNull();
  });

  it('is unknown without EXIF, and for bytes that are none', () => {
    expect(readTakenAt(undefined, now)).toBeNull();
    for (let length = 0; length < 150; length++)
      expect(takenAt(exifOf('2024:02:29 12:34:56').subarray(0, Math.min(length, 99)))).toBeNull();
    expect(takenAt(Buffer.alloc(4_096, 0xff))).toBeNull();
  });

  it('costs nothing, whatever 64 kB of EXIF claim', () => {
    const bomb = exifOf('2024:02:29 12:34:56');
    const entries = 5_000;
    const bytes = Buffer.concat([bomb, Buffer.alloc(64_000)]);
    bytes.writeUInt16LE(entries, 8);
    for (let index = 0; index < entries; index++) {
      bytes.writeUInt16LE(1, 10 + index * 12 + 2);
      bytes.writeUInt32LE(0xffffffff, 10 + index * 12 + 4);
    }
    const before = process.cpuUsage();
    expect(takenAt(bytes)).toBeNull();
    expect(process.cpuUsage(before).user).toBeLessThan(100_000);
  });
});
