import { z } from 'zod';

/** A UUIDv7 as text. An upload's id is its photo's id. */
export const photoId = z.uuidv7().brand<'PhotoId'>();
export type PhotoId = z.infer<typeof photoId>;

export const ownerId = z.uuidv7().brand<'OwnerId'>();
export type OwnerId = z.infer<typeof ownerId>;

/** An object key: ours alone, of a-z 0-9 / - and the dot, so that every store lists and signs it alike. */
export const objectKey = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+(?:[/.-][a-z0-9]+)*$/)
  .brand<'ObjectKey'>();
export type ObjectKey = z.infer<typeof objectKey>;
