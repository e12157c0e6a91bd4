import type { PhotoView } from '@pinhole/contracts';
import sharp from 'sharp';

export interface Crawled {
  readonly url: string;
  readonly bytes: Buffer;
}

/** Fetches every URL that the API gave out for a photo; throws, saying all of them, where one is not what was declared. */
export async function crawl({ picture }: PhotoView): Promise<Crawled[]> {
  if (!picture) throw new Error('The photo has no picture.');
  const faults: string[] = [];
  const crawled: Crawled[] = [];
  for (const { type, srcset } of picture.sources) {
    for (const declared of srcset) {
      const bytes = await fetchDeclared(declared, type, faults);
      crawled.push({ url: declared.url, bytes });
    }
  }
  const { hdr } = picture;
  // How long it is, is not said of it.
  if (hdr) crawled.push({ url: hdr.url, bytes: await fetchDeclared(hdr, hdr.type, faults) });
  const declaredUrls = crawled.map(({ url }) => url);
  if (!declaredUrls.includes(picture.img.url)) faults.push(`${picture.img.url}: is in no srcset`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return crawled;
}

async function fetchDeclared(
  declared: { url: string; width: number; height: number; bytes?: number },
  type: string,
  faults: string[],
): Promise<Buffer> {
  const response = await fetch(declared.url);
  const bytes = Buffer.from(await response.arrayBuffer());
  const expect = (what: string, is: unknown, should: unknown) => {
    if (is !== should) faults.push(`${declared.url}: ${what} is ${String(is)}, declared ${String(should)}`);
  };
  expect('status', response.status, 200);
  if (response.status !== 200) return bytes;
  const { width, height, format, orientation } = await sharp(bytes).metadata();
  expect('type', response.headers.get('content-type'), type);
  expect('format', format, type === 'image/avif' ? 'heif' : type.slice('image/'.length));
  expect('width', width, declared.width);
  expect('height', height, declared.height);
  expect('bytes', bytes.byteLength, declared.bytes ?? bytes.byteLength);
  expect('orientation', orientation ?? 1, 1);
  return bytes;
}
