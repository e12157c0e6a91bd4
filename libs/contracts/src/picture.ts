import { z } from 'zod';

const size = { width: z.int().positive(), height: z.int().positive() };

/** One picture in several sizes and formats, made to be written out as `<picture>`. Widths and heights as displayed, in pixels. */
export const picture = z
  .object({
    ...size,
    alt: z.string(),
    color: z.string().nullable().describe('Dominant colour as #rrggbb, to paint before the picture is there.'),
    thumbhash: z.string().nullable().describe('Base64 of a ThumbHash placeholder.'),
    img: z.object({ url: z.url(), ...size }).describe('What goes into <img>: every browser can show it.'),
    sources: z
      .array(
        z.object({
          type: z.string().describe('Media type, for <source type>.'),
          srcset: z.array(z.object({ url: z.url(), ...size, bytes: z.int().positive() })),
        }),
      )
      .describe('What goes into <source>, best format first, each by width.'),
    hdr: z
      .object({ url: z.url(), type: z.string(), ...size })
      .nullable()
      .describe(
        'For bright displays: brighter where the original is, and on all others like the rest. Null where the original is not.',
      ),
  })
  .meta({ id: 'Picture' });
export type Picture = z.infer<typeof picture>;
