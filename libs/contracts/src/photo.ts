import { z } from 'zod';
import { ownerId, photoId } from './ids.js';

/** What a person may say of a photo, in characters: Unicode code points, as JSON Schema, OpenAPI and MySQL count them, not UTF-16 units. */
export const titleMax = 200;
export const descriptionMax = 5_000;
export const tagsMax = 30;
export const tagMax = 50;

/** Text of at most `charactersMax` code points. */
export function text(charactersMax: number) {
  return z
    .string()
    .refine((value) => [...value].length <= charactersMax, {
      error: `Use at most ${charactersMax} characters.`,
      params: { rule: 'too_long' },
    })
    .meta({ maxLength: charactersMax });
}

/** `unlisted` is in no list and open to whoever has the link. */
export const visibility = z.enum(['public', 'unlisted']);
export type Visibility = z.infer<typeof visibility>;

export const owner = z.object({ id: ownerId, name: text(100) });
export type Owner = z.infer<typeof owner>;

/** A moment as RFC 3339 text in UTC with milliseconds: `2026-11-21T09:30:00.123Z`. */
export const moment = z.iso.datetime({ precision: 3 });

/** What upload-api knows of a photo and every later message carries on, so that no reader has to call back. */
export const photoFacts = z.object({
  id: photoId,
  owner,
  title: text(titleMax),
  description: text(descriptionMax),
  tags: z.array(text(tagMax)).max(tagsMax),
  visibility,
  uploadedAt: moment,
});
export type PhotoFacts = z.infer<typeof photoFacts>;

/** Why a photo was not taken: a stable code for programs and a sentence for a person. */
export const rejection = z.object({ code: z.string().max(64), detail: text(500) });
export type Rejection = z.infer<typeof rejection>;

/** Where a photo stands in the gallery. `preview`: a small variant is there, the rest is on its way. */
export const photoState = z.enum(['processing', 'preview', 'ready', 'rejected']);
export type PhotoState = z.infer<typeof photoState>;

/** The formats in which variants are stored, best first: a browser takes the first it can read. */
export const variantFormat = z.enum(['avif', 'webp', 'jpeg']);
export type VariantFormat = z.infer<typeof variantFormat>;

export const mediaTypeOf = { avif: 'image/avif', webp: 'image/webp', jpeg: 'image/jpeg' } as const satisfies Record<
  VariantFormat,
  string
>;
export const extensionOf = { avif: 'avif', webp: 'webp', jpeg: 'jpg' } as const satisfies Record<VariantFormat, string>;
