import { z } from 'zod';
import { text } from './photo.js';

/** What a camera calls itself, in characters. Longer ones are cut. */
export const cameraTextMax = 100;

/** How far ahead of UTC a camera's clock was set. */
export const takenOffset = z.string().regex(/^[+-]\d{2}:\d{2}$/);

/** When a photo was taken, as its camera's clock said it. */
export const takenAt = z
  .object({
    local: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
      .describe('What the clock showed: 2024-05-01T12:03:04.'),
    offset: takenOffset.nullable().describe('How far ahead of UTC it was set: +09:00. Null where the camera did not say.'),
  })
  .meta({ id: 'TakenAt' });
export type TakenAt = z.infer<typeof takenAt>;

const cameraText = text(cameraTextMax).nullable();

/** With what a photo was taken. Each null where the original does not say. */
export const camera = z.object({ make: cameraText, model: cameraText, lens: cameraText }).meta({ id: 'Camera' });
export type Camera = z.infer<typeof camera>;

const measured = z.number().positive().nullable();

/** How a photo was exposed. Each null where the original does not say. */
export const exposure = z
  .object({
    seconds: measured.describe('0.004 is 1/250 s.'),
    aperture: measured.describe('2.8 is f/2.8.'),
    iso: z.int().positive().nullable(),
    focalLengthMm: measured.describe('Of the lens itself, not converted to another format.'),
  })
  .meta({ id: 'Exposure' });
export type Exposure = z.infer<typeof exposure>;

/** Where a photo was taken, in degrees. For its owner alone: it is in no answer. */
export const location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
export type Location = z.infer<typeof location>;

/** What an original says of its own taking, as messages carry it. */
export interface PhotoMetadata {
  /** RFC 3339, in UTC. */
  readonly takenAt: string | null;
  readonly takenOffset: string | null;
  readonly camera: Camera;
  readonly exposure: Exposure;
  readonly location: Location | null;
}

/** What a resizer says that has read nothing, and what one said that did not know of these fields yet. */
export const nothingKnown: PhotoMetadata = {
  takenAt: null,
  takenOffset: null,
  camera: { make: null, model: null, lens: null },
  exposure: { seconds: null, aperture: null, iso: null, focalLengthMm: null },
  location: null,
};
