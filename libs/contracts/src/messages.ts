import { z } from 'zod';
import { defineMessage, type BodyOf } from './envelope.js';
import { objectKey } from './ids.js';
import { camera, exposure, location, nothingKnown, takenOffset } from './metadata.js';
import { moment, photoFacts, rejection, variantFormat } from './photo.js';
import { firstRecipe, recipeRef } from './recipe.js';

/** One stored, resized, re-encoded copy. Width and height in pixels as displayed. */
export const storedVariant = z.object({
  format: variantFormat,
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  objectKey,
});
export type StoredVariant = z.infer<typeof storedVariant>;

/** The largest JPEG once more, with the original's gain map, which bright displays show. */
export const hdrVariant = storedVariant.extend({ format: z.literal('jpeg') });
export type HdrVariant = z.infer<typeof hdrVariant>;

const revision = z.int().positive();

/** Width and height of the photo itself, upright, in pixels. `variants` in order of width. */
const resizedPicture = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  variants: z.array(storedVariant).min(1),
});

/** What is painted before a picture is there: its dominant colour, and the base64 of its ThumbHash. */
const color = z.string().regex(/^#[0-9a-f]{6}$/);
const thumbhash = z.string().max(64);

/**
 * upload-api says: the original is stored, whole and accepted. However often and late it is said, it names the recipe that was
 * the newest when the photo came: the first revision is made by that one for ever.
 */
export const photoUploaded = defineMessage(
  'photo.uploaded.v1',
  z.object({
    photo: photoFacts,
    original: z.object({
      objectKey,
      bytes: z.int().positive(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      type: z.string().max(40),
    }),
    recipe: recipeRef.default(firstRecipe),
  }),
);
export type PhotoUploaded = BodyOf<typeof photoUploaded>;

/** resizer says: there is something to look at before the ladder is whole. */
export const photoPreviewed = defineMessage(
  'photo.previewed.v1',
  z.object({
    photo: photoFacts,
    revision,
    picture: resizedPicture.extend({ color, thumbhash }),
  }),
);
export type PhotoPreviewed = BodyOf<typeof photoPreviewed>;

/**
 * resizer says: every variant of this revision is stored. What has a default was not said from the beginning.
 *
 * `takenAt` is the moment, where the camera said how its clock was set. Where it did not, `takenOffset` is null, and `takenAt`
 * is what the clock showed, taken for UTC; before there were offsets, all moments were said in UTC.
 */
export const photoResized = defineMessage(
  'photo.resized.v1',
  z.object({
    photo: photoFacts,
    revision,
    recipe: recipeRef.default(firstRecipe),
    takenAt: moment.nullable(),
    takenOffset: takenOffset.nullable().default('+00:00'),
    camera: camera.default(nothingKnown.camera),
    exposure: exposure.default(nothingKnown.exposure),
    location: location.nullable().default(nothingKnown.location),
    animated: z.boolean().default(false),
    degraded: z.boolean().default(false),
    picture: resizedPicture.extend({
      color: color.nullable().default(null),
      thumbhash: thumbhash.nullable().default(null),
      hdr: hdrVariant.nullable().default(null),
    }),
  }),
);
export type PhotoResized = BodyOf<typeof photoResized>;

/** This photo can never be shown, or was given up, and why. */
export const photoRejected = defineMessage('photo.rejected.v1', z.object({ photo: photoFacts, rejection }));
export type PhotoRejected = BodyOf<typeof photoRejected>;

/** Somebody asks for another making of a photo, or for the same again. The revision that is shown goes on being shown until it is whole. */
export const resizeAsked = defineMessage('resize.asked.v1', photoUploaded.body.extend({ revision, recipe: recipeRef }));
export type ResizeAsked = BodyOf<typeof resizeAsked>;

export const messages = [photoUploaded, photoPreviewed, photoResized, photoRejected, resizeAsked] as const;
