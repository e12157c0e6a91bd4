import { createHash } from 'node:crypto';
import { extensionOf, type ObjectKey, type PhotoId, type VariantFormat } from '@pinhole/contracts';
import { preview } from './preview.js';

/** The first two hex digits of SHA-256 of the id: S3 spreads its writes by the front of a key. */
export function shardOf(photoId: PhotoId): string {
  return createHash('sha256').update(photoId).digest('hex').slice(0, 2);
}

/** Where an original lies. One id, one key, written once. */
export function originalKey(photoId: PhotoId): ObjectKey {
  return `o/${shardOf(photoId)}/${photoId}` as ObjectKey;
}

/**
 * Where the preview of a revision lies. Not under the key of the ladder's variant of that width: that one is made out of a finer
 * decode, and bytes at a URL never change. Those of a name from before are still there.
 */
export function previewKey(photoId: PhotoId, revision: number, name = preview.name): ObjectKey {
  const { encoding } = preview;
  return `i/${shardOf(photoId)}/${photoId}/${revision}/${name}.${extensionOf[encoding.format]}` as ObjectKey;
}

/** Whether it is the key of a preview, of whatever making. No card names it any more when its photo is ready, and it stays. */
export function isPreviewKey(key: string): boolean {
  return /^i\/[0-9a-f]{2}\/[0-9a-f-]{36}\/\d+\/preview-\d+\.jpg$/.test(key);
}

/** Same photo, same revision, same variant, same key: resizing twice overwrites, never piles up. */
export function variantKey(photoId: PhotoId, revision: number, variant: { width: number; format: VariantFormat }): ObjectKey {
  return `i/${shardOf(photoId)}/${photoId}/${revision}/${variant.width}.${extensionOf[variant.format]}` as ObjectKey;
}

/** The one variant for bright displays. All others are named by their width, so this is a name that none of them can have. */
export function hdrKey(photoId: PhotoId, revision: number): ObjectKey {
  return `i/${shardOf(photoId)}/${photoId}/${revision}/hdr.${extensionOf.jpeg}` as ObjectKey;
}
