import { z } from 'zod';

/** Which pictures are taken. Every service that asks is told the same, or what one promises another refuses. */
export const pictureSettings = {
  /** HEIC, of which some would rather not have the decoder: docs/adr/0010-heic.md. */
  TAKE_HEIC: z.stringbool().default(true),
};
