import { Readable } from 'node:stream';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import type { ObjectKey, PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { originalKey, previewKey } from '@pinhole/resources';
import { newId } from '@pinhole/service-kit';
import type { PlantedFault } from './planted-fault.fixture.js';

export const faultsOfOriginals: readonly PlantedFault[] = [
  {
    fault: 'a missing original',
    check: 'originals',
    plant: async ({ site }, id) => {
      await site.originals.delete(originalKey(id));
      return 'has no original';
    },
  },
  {
    fault: 'an original of another size',
    check: 'originals',
    plant: async (site, id) => {
      await site.replaceOriginal(id, Buffer.from('half'));
      return 'has an original of 4 bytes, and 52 were received';
    },
  },
  {
    fault: 'an original with other bytes',
    check: 'originals',
    deep: true,
    plant: async (site, id) => {
      await site.replaceOriginal(id, Buffer.from(`THE original of ${id}`));
      return 'has an original with other bytes than were received';
    },
  },
  {
    fault: 'an orphan original',
    check: 'orphan-originals',
    mend: 'remove',
    plant: async (site) => {
      await site.putOriginal(newId<PhotoId>(), Buffer.from('nobody’s'));
      return 'is an original of 10 bytes that no upload knows';
    },
  },
  {
    fault: 'an original under a key that is none of ours',
    check: 'orphan-originals',
    plant: async ({ site }) => {
      const key = 'o/zz/somebody' as ObjectKey;
      const put = { contentType: 'image/jpeg', bytesMax: 10 };
      await site.originals.put(key, Readable.from([Buffer.from('x')]), put);
      return 'o/zz/ is no key of ours';
    },
  },
];

/** Where the store can list them: fauxqs cannot. */
export const openUpload: PlantedFault = {
  fault: 'an upload in parts that nobody completed',
  check: 'open-uploads',
  mend: 'abort',
  atRest: true,
  plant: async ({ site }, id) => {
    const Key = originalKey(id);
    const upload = { Bucket: site.buckets.originals, Key };
    await site.s3.send(new CreateMultipartUploadCommand(upload));
    const { Uploads } = await site.s3.send(new ListMultipartUploadsCommand({ Bucket: upload.Bucket }));
    return `${Key} has had an open multipart upload since ${Uploads![0]!.Initiated!.toISOString()}`;
  },
};

export const faultsOfVariants: readonly PlantedFault[] = [
  {
    fault: 'a card without one of its variants',
    check: 'variants',
    mend: 'rebuild',
    plant: async (site, id) => {
      await site.site.variants.delete(site.keyOf(id));
      return `declares ${site.keyOf(id)}, which is not there`;
    },
  },
  {
    fault: 'a variant of another size',
    check: 'variants',
    mend: 'rebuild',
    plant: async (site, id) => {
      await site.putVariant(site.keyOf(id), Buffer.from('half'));
      return `declares ${site.keyOf(id)} with ${site.picture().length} bytes, and 4 are there`;
    },
  },
  {
    fault: 'a variant of another type',
    check: 'variants',
    mend: 'rebuild',
    plant: async (site, id) => {
      await site.putVariant(site.keyOf(id), site.picture(), 'text/html');
      return `has ${site.keyOf(id)} as text/html, not image/jpeg`;
    },
  },
  {
    fault: 'a variant that is no picture',
    check: 'variants',
    mend: 'rebuild',
    deep: true,
    plant: async (site, id) => {
      await site.putVariant(site.keyOf(id), Buffer.alloc(site.picture().length));
      return `has ${site.keyOf(id)}, which cannot be decoded`;
    },
  },
  {
    fault: 'a variant declared twice',
    check: 'variants',
    mend: 'rebuild',
    plant: async (site, id) => {
      const { picture } = await site.site.gallery.manager.findOneByOrFail(CardEntity, { id });
      const twice = [...picture!.variants, picture!.variants[0]!];
      await site.site.gallery.manager.update(CardEntity, { id }, { picture: { ...picture!, variants: twice } });
      return 'declares a variant twice';
    },
  },
  {
    fault: 'a variant without a card',
    check: 'orphan-variants',
    mend: 'remove',
    plant: async (site) => {
      const key = site.keyOf(newId<PhotoId>());
      await site.putVariant(key, site.picture());
      return `has ${key}, which no card declares`;
    },
  },
  {
    fault: 'a preview of a photo that nobody knows',
    check: 'orphan-variants',
    mend: 'remove',
    plant: async (site) => {
      const key = previewKey(newId<PhotoId>(), 1);
      await site.putVariant(key, site.picture());
      return `has ${key}, which no card declares`;
    },
  },
  {
    fault: 'a variant that its card does not declare',
    check: 'orphan-variants',
    mend: 'remove',
    plant: async (site, id) => {
      const key = site.keyOf(id).replace('320.', '640.') as ObjectKey;
      await site.putVariant(key, site.picture());
      return `has ${key}, which no card declares`;
    },
  },
];
