import { z } from 'zod';
import { photoId } from './ids.js';
import { camera, exposure, takenAt } from './metadata.js';
import { moment, owner, photoState, rejection, visibility } from './photo.js';
import { picture } from './picture.js';
import { recipeRef } from './recipe.js';

/** `GET /v1/photos/{id}`, and each item of a list. */
export const photoView = z
  .object({
    id: photoId,
    state: photoState,
    rejection: rejection.nullable(),
    title: z.string(),
    description: z.string(),
    tags: z.array(z.string()),
    visibility,
    owner,
    uploadedAt: moment,
    takenAt: takenAt.nullable().describe('Null where the original does not say.'),
    camera,
    exposure,
    animated: z.boolean().describe('The original moves; the picture is its first frame.'),
    degraded: z.boolean().describe('The original lacked its end, and the picture may lack some of its last rows.'),
    picture: picture.nullable().describe('Null until there are variants.'),
    recipe: recipeRef.nullable().describe('By which the variants were made. Null until all are there.'),
    links: z.object({ page: z.url() }),
  })
  .meta({ id: 'Photo' });
export type PhotoView = z.infer<typeof photoView>;

export const photoPage = z
  .object({
    items: z.array(photoView),
    nextCursor: z.string().nullable().describe('Give it back as `cursor` for the next page.'),
  })
  .meta({ id: 'PhotoPage' });
export type PhotoPage = z.infer<typeof photoPage>;

/** `201` of `POST /v1/uploads`. `url`, the photo's page, works at once. */
export const uploadAccepted = z
  .object({ id: photoId, state: z.literal('processing'), url: z.url(), statusUrl: z.url() })
  .meta({ id: 'UploadAccepted' });
export type UploadAccepted = z.infer<typeof uploadAccepted>;

/** Where an upload stands in the ledger. */
export const uploadState = z.enum(['processing', 'ready', 'rejected']);
export type UploadState = z.infer<typeof uploadState>;

/** `GET /v1/uploads/{id}`. */
export const uploadStatus = z
  .object({
    id: photoId,
    state: uploadState,
    rejection: rejection.nullable(),
    bytes: z.int().positive(),
    sha256: z.string().describe('Of the original as received, in hex.'),
    receivedAt: moment,
    settledAt: moment.nullable(),
    url: z.url(),
    statusUrl: z.url(),
  })
  .meta({ id: 'UploadStatus' });
export type UploadStatus = z.infer<typeof uploadStatus>;

/** `GET /v1/capabilities`: what upload-api takes and what becomes of it. */
export const capabilities = z
  .object({
    formats: z.array(
      z.object({
        type: z.string(),
        extensions: z.array(z.string()),
        pixelsMax: z.int().positive().describe('Width times height.'),
        narrower: z
          .array(z.object({ when: z.enum(['progressive', 'interlaced', 'high_bit_depth']), pixelsMax: z.int().positive() }))
          .describe('Ways of writing the format of which fewer pixels are taken.'),
      }),
    ),
    uploadBytesMax: z.int().positive(),
    sideMax: z.int().positive().describe('Pixels.'),
    animations: z.object({ framesMax: z.int().positive() }).describe('Of an animation the first frame is taken.'),
    ladder: z.object({ widths: z.array(z.int().positive()), formats: z.array(z.string()) }),
  })
  .meta({ id: 'Capabilities' });
export type Capabilities = z.infer<typeof capabilities>;

/** RFC 9457. `code` is stable; `detail` is for a person. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string().describe('urn:request:<X-Request-Id>; the log has it too.'),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
