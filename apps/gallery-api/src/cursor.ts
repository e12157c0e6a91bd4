import { photoId, type PhotoId } from '@pinhole/contracts';
import { z } from 'zod';

/** Where a page ended: the next one starts right behind this photo, however many have arrived since. */
export interface PagePosition {
  readonly uploadedAt: Date;
  readonly id: PhotoId;
}

/** Opaque to clients: base64url of the moment in milliseconds and the id. */
export function encodeCursor({ uploadedAt, id }: PagePosition): string {
  return Buffer.from(`${uploadedAt.getTime()}.${id}`).toString('base64url');
}

/** `null` for what we never gave out. */
export function decodeCursor(cursor: string): PagePosition | null {
  const [milliseconds = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  const position = cursorParts.safeParse({ uploadedAt: milliseconds, id });
  if (!position.success || encodeCursor(position.data) !== cursor) return null;
  return position.data;
}

const cursorParts = z.object({
  uploadedAt: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform((milliseconds) => new Date(Number(milliseconds))),
  id: photoId,
});
