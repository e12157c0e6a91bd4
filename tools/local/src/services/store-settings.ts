import type { StoreSettings } from '../run/stores-file.js';
import type { Surroundings } from './plan-services.js';

/** Every bucket, topic and queue of a stack of ours begins with it. */
export const resourcesPrefix = 'pinhole';

/** The stores as a program finds them that looks at both schemas, all buckets and all queues. */
export function storeSettings({ aws, provisioned, databaseUrls }: Pick<Surroundings, 'aws' | 'provisioned' | 'databaseUrls'>) {
  return {
    ...(aws as StoreSettings),
    UPLOADS_DATABASE_URL: databaseUrls.uploads,
    GALLERY_DATABASE_URL: databaseUrls.gallery,
    ORIGINALS_BUCKET: provisioned.buckets.originals,
    VARIANTS_BUCKET: provisioned.buckets.variants,
    RESOURCES_PREFIX: resourcesPrefix,
  };
}
