import type { PhotoId } from '@pinhole/contracts';
import type { CardEntity } from '@pinhole/gallery-api';
import type { UploadEntity } from '@pinhole/upload-api';

export const uploadColumns = [
  ...(['id', 'state', 'rejectionCode', 'rejectionDetail', 'objectKey', 'bytes', 'sha256'] as const),
  ...(['receivedAt', 'settledAt', 'rings', 'ringAt'] as const),
] as const;
export type UploadFacts = Pick<UploadEntity, (typeof uploadColumns)[number]>;

export const cardColumns = [
  ...(['id', 'state', 'revision', 'recipeName', 'recipeVersion', 'uploadedAt', 'picture', 'rejection'] as const),
] as const;
export type CardFacts = Pick<CardEntity, (typeof cardColumns)[number]>;

/** An object as a listing tells of it. */
export interface Listed {
  readonly key: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/** All that there is of one photo, in whatever store. */
export interface PhotoFacts {
  readonly id: PhotoId;
  readonly upload?: UploadFacts;
  readonly card?: CardFacts;
  readonly originals?: readonly Listed[];
  readonly variants?: readonly Listed[];
}
