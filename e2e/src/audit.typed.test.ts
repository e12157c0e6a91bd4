import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoId, PhotoView } from '@pinhole/contracts';
import { foldersOf, readStores, startStack, type LocalStack } from '@pinhole/local';
import { originalKey } from '@pinhole/resources';
import { eventually, makePhoto } from '@pinhole/testing';
import { audit } from './support/audit.js';
import { Client } from './support/client.js';

const dozen = 12;
const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

let stack: LocalStack;
let s3: S3Client;
let stores: Readonly<Record<string, string>>;
let photos: PhotoView[];

beforeAll(async () => {
  stack = await startStack();
  stores = readStores(foldersOf(stack.dataFolder).run)!;
  const { AWS_REGION: region, AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = stores;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  s3 = new S3Client({ region, endpoint, credentials, forcePathStyle: true });
  const client = new Client(stack.url);
  photos = await Promise.all(
    Array.from({ length: dozen }, async (_, index) => {
      const format = formats[index % formats.length]!;
      const { id } = await client.upload(await makePhoto({ width: 700 + index, height: 500, format }), `photo.${format}`);
      return client.settled(id, 120);
    }),
  );
}, 360_000);
afterAll(async () => {
  s3?.destroy();
  await stack?.stop();
}, 60_000);

/** The store forgets one variant of a photo. */
async function loseVariant({ picture }: PhotoView): Promise<void> {
  const Key = new URL(picture!.img.url).pathname.slice(1);
  await s3.send(new DeleteObjectCommand({ Bucket: stores.VARIANTS_BUCKET, Key }));
}

describe('an audit of a whole stack', () => {
  it('finds a dozen photos and every byte of them, and nothing on its way', async () => {
    // A message is deleted a moment after what it led to is seen.
    const { said } = await eventually(
      async () => {
        const audited = await audit(stack, '--deep', '--at-rest');
        if (audited.code !== 0) throw new Error(audited.said);
        return audited;
      },
      { withinSeconds: 120 },
    );
    expect(said).toContain(`${dozen} uploads: ${dozen} ready, 0 rejected, 0 on their way.`);
  }, 240_000);

  it('finds what was lost and what is nobody’s, and mends both while the stack runs', async () => {
    const [lost] = photos;
    const orphan = originalKey('019b1f2e-7c1a-7000-8000-0123456789ab' as PhotoId);
    await loseVariant(lost!);
    await s3.send(new PutObjectCommand({ Bucket: stores.ORIGINALS_BUCKET, Key: orphan, Body: 'nobody’s' }));

    const before = await audit(stack, '--grace-seconds=0');
    expect(before.code).toBe(1);
    expect(before.said).toContain(`${lost!.id} declares i/`);
    expect(before.said).toContain('2 faults in 2 of 10 checks.');

    const after = await audit(stack, '--grace-seconds=0', '--wait-seconds=120', '--fix', '--yes');
    expect(after).toMatchObject({ code: 0 });
    expect(after.said).toContain(`rebuild card and variants of ${lost!.id}`);
    expect(after.said).toContain(`remove ${orphan}`);
    expect((await fetch(lost!.picture!.img.url)).status).toBe(200);
  }, 400_000);
});
