/** Which store a suite runs on. */
export type StoreName = 'aws' | 'fauxqs' | 'localstack';

/** What S3 keeps, by the name under which the suite asks for it. */
export type StoreCase = 'write-once' | 'one-completes' | 'damage-refused' | 'uploads-listed';

export interface StoreGap {
  readonly case: StoreCase;
  readonly emulator: StoreName;
  readonly why: string;
}

/**
 * What an emulator cannot do. The suite asks all the same and expects the gap, so that nothing is left out and an emulator that
 * has been mended is noticed: its line is then struck.
 */
export const objectStoreGaps: readonly StoreGap[] = [
  { case: 'write-once', emulator: 'fauxqs', why: 'ignores If-None-Match: of many writers all succeed, and the last one stays' },
  { case: 'one-completes', emulator: 'fauxqs', why: 'ignores If-None-Match' },
  {
    case: 'one-completes',
    emulator: 'localstack',
    why: 'looks for an object before it puts the parts together: of those who complete at once more than one may win',
  },
  { case: 'damage-refused', emulator: 'fauxqs', why: 'compares no checksum with what it has received' },
  {
    case: 'uploads-listed',
    emulator: 'fauxqs',
    why: 'has no ListMultipartUploads: open uploads show in a count of requests alone',
  },
];

export function gapOf(storeCase: StoreCase, store: StoreName): StoreGap | undefined {
  return objectStoreGaps.find((gap) => gap.case === storeCase && gap.emulator === store);
}
