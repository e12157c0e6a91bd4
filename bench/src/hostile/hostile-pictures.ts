import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { makePhoto } from '@pinhole/testing';
import sharp from 'sharp';
import type { SamplePhoto } from '../support/sample-photos.js';

const picture = /\.(jpe?g|png|webp|avif|gif|hei[cf])$/i;

/** What somebody would send who means harm, or whose disk is broken: of our own making, and of a folder where one is given. */
export async function hostilePictures(folder: string | undefined): Promise<SamplePhoto[]> {
  const photo = Buffer.from(await makePhoto({ width: 2000, height: 1500, grain: 18 }));
  const made = {
    'half.jpg': photo.subarray(0, photo.length / 2),
    'rubbish.jpg': Buffer.concat([photo.subarray(0, 1_000), Buffer.alloc(1_000_000, 0xa5)]),
    'bomb.png': pngOf(60_000, 60_000),
    'largest.png': pngOf(8_000, 6_000),
    'scans.jpg': await sharp(photo).resize(4_000).jpeg({ progressive: true, quality: 95 }).toBuffer(),
    'frames.gif': await frames(60),
  };
  return [...Object.entries(made).map(([name, bytes]) => ({ name, bytes })), ...picturesOf(folder)];
}

/** A few kilobytes that say they are so many pixels, all of one colour. The largest hold back only that they are all there. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((width + 1) * Math.min(height, 6_000)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function frames(count: number): Promise<Buffer> {
  const size = { width: 300, height: 200 };
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const frame = () =>
    sharp({ create: { ...size, channels: 3, background: 'grey', noise } })
      .png()
      .toBuffer();
  return Promise.all(Array.from({ length: count }, frame)).then((all) =>
    sharp(all, { join: { animated: true } })
      .gif()
      .toBuffer(),
  );
}

function picturesOf(folder: string | undefined): SamplePhoto[] {
  if (!folder || !existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => picture.test(name));
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })).filter(({ bytes }) => bytes.length > 0);
}
