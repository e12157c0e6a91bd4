import { describe, expect, it } from '@jest/globals';
import { readTakenAt } from './read-taken-at.js';

const now = new Date('2026-11-21T12:00:00Z');

describe('when a photo was taken', () => {
  it.each([
    { local: '2024:02:29 12:34:56', offset: null, takenAt: '2024-02-29T12:34:56.000Z', takenOffset: null },
    { local: '2024:02:29 12:34:56', offset: '+05:30', takenAt: '2024-02-29T07:04:56.000Z', takenOffset: '+05:30' },
    { local: '2024:02:29 23:34:56', offset: '-08:00', takenAt: '2024-03-01T07:34:56.000Z', takenOffset: '-08:00' },
    { local: '2024:02:29 23:34:56', offset: '-03:30\0', takenAt: '2024-03-01T03:04:56.000Z', takenOffset: '-03:30' },
    { local: '2024-02-29T12:34:56', offset: 'Z', takenAt: '2024-02-29T12:34:56.000Z', takenOffset: '+00:00' },
    { local: '2024:02:29 12:34:56', offset: '+99:99', takenAt: '2024-02-29T12:34:56.000Z', takenOffset: null },
    { local: '2024:02:29 12:34:56', offset: '   :  ', takenAt: '2024-02-29T12:34:56.000Z', takenOffset: null },
    { local: '1950:06:01 00:00:00', offset: null, takenAt: '1950-06-01T00:00:00.000Z', takenOffset: null },
    { local: '2026:11:21 23:00:00', offset: null, takenAt: '2026-11-21T23:00:00.000Z', takenOffset: null },
  ])('is what the clock showed, and how it was set: $local $offset', ({ local, offset, ...taken }) => {
    expect(readTakenAt(local, offset, now)).toEqual(taken);
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
    null,
  ])('is unknown where the camera says nonsense: %j', (local) => {
    expect(readTakenAt(local, '+01:00', now)).toEqual({ takenAt: null, takenOffset: null });
  });
});
