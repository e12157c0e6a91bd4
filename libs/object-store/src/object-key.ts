import { objectKey, type ObjectKey } from '@pinhole/contracts';

/** Keys are ours alone. One of other characters is a bug, and might climb out of a store that keeps keys as file names. */
export function assertObjectKey(key: string): asserts key is ObjectKey {
  if (!objectKey.safeParse(key).success) throw new Error(`"${key}" is no object key: a-z, 0-9, / - and the dot.`);
}
