import { createHash } from 'node:crypto';
import { extensionOf, type ObjectKey, type PhotoId, type VariantFormat } from '@pinhole/contracts';

/** The first two hex digits of SHA-256 of the id: S3 spreads its writes by the front of a key. */
export function shardOf(photoId: PhotoId): string {
  return createHash('sha256').update(photoId).digest('hex').slice(0, 2);
}

/** Where an original lies. One id, one key, written once. */
export function originalKey(photoId: PhotoId): ObjectKey {
  return `o/${shardOf(photoId)}/${photoId}` as ObjectKey;
}

/** Same photo, same revision, same variant, same key: resizing twice overwrites, never piles up. */
export function variantKey(photoId: PhotoId, revision: number, variant: { width: number; format: VariantFormat }): ObjectKey {
  return `i/${shardOf(photoId)}/${photoId}/${revision}/${variant.width}.${extensionOf[variant.format]}` as ObjectKey;
}

/** The one variant for bright displays. All others are named by their width, so this is a name that none of them can have. */
export function hdrKey(photoId: PhotoId, revision: number): ObjectKey {
  return `i/${shardOf(photoId)}/${photoId}/${revision}/hdr.${extensionOf.jpeg}` as ObjectKey;
}
