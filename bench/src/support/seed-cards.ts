import { createHash } from 'node:crypto';
import type { PhotoId, VariantFormat } from '@pinhole/contracts';
import { newestRecipe, variantKey } from '@pinhole/resources';
import { uuidBytes } from '@pinhole/service-kit';
import type { Connection } from 'mysql2/promise';

const rowsPerStatement = 500;
const from = Date.UTC(2026, 0, 1);
/** Two photos a second, so that some share a moment with their neighbour and the id decides. */
const millisecondsApart = 500;
const bytesPerPixel: Record<VariantFormat, number> = { avif: 0.1, webp: 0.15, jpeg: 0.2 };

/** Fills the table of cards up to so many, each as a ready photo of a phone would be. Which one comes out where is always the same. */
export async function seedCards(connection: Connection, fromCount: number, toCount: number): Promise<void> {
  for (let first = fromCount; first < toCount; first += rowsPerStatement) {
    const rows = Array.from({ length: Math.min(rowsPerStatement, toCount - first) }, (_, index) => rowOf(first + index));
    await connection.query(
      `INSERT INTO card (id, state, revision, recipe_name, recipe_version, title, description, tags, visibility, owner, uploaded_at,
         taken_at, taken_offset, camera, exposure, picture) VALUES ?`,
      [rows],
    );
  }
}

function rowOf(number: number): unknown[] {
  const moment = new Date(from + Math.floor(number / 3) * millisecondsApart);
  const id = uuidV7(moment, number);
  const owner = { id: '00000000-0000-7000-8000-000000000000', name: 'You' };
  const tags = JSON.stringify(['sea', 'norway']);
  const texts = [`Fjord ${number}`, 'From the boat, before the rain.', tags, 'public', JSON.stringify(owner)];
  const taken = [moment, '+02:00', JSON.stringify(camera), JSON.stringify(exposure)];
  return [id, 'ready', 1, 'standard', 2, ...texts, moment, ...taken, JSON.stringify(pictureOf(uuidBytes.from(id) as PhotoId))];
}

const camera = { make: 'Google', model: 'Pixel 4a', lens: 'Pixel 4a back camera 4.38mm f/1.73' };
const exposure = { seconds: 0.000937207, aperture: 1.7, iso: 47, focalLengthMm: 4.38 };

function pictureOf(id: PhotoId): object {
  const variants = newestRecipe('standard').rungs.flatMap(({ width, encodings }) =>
    encodings.map(({ format }) => {
      const height = (width * 3) / 4;
      const bytes = Math.round(width * height * bytesPerPixel[format]);
      return { format, width, height, bytes, objectKey: variantKey(id, 1, { width, format }) };
    }),
  );
  return { width: 4000, height: 3000, color: '#6d7f8c', thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI', variants };
}

/** Random where a real one is, and yet the same in every run. */
function uuidV7(moment: Date, number: number): Buffer {
  const id = createHash('sha256').update(String(number)).digest().subarray(0, 16);
  id.writeUIntBE(moment.getTime(), 0, 6);
  id[6] = (id[6]! & 0x0f) | 0x70;
  id[8] = (id[8]! & 0x3f) | 0x80;
  return id;
}
