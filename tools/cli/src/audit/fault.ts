import type { PhotoId } from '@pinhole/contracts';
import type { BucketName } from '@pinhole/resources';
import type { CheckName } from './checks.js';

/** What can be done about a fault without a person's thought. */
export type Mend =
  /** Its fact is published once more, and all readers do their part again. */
  | { readonly do: 'ring'; readonly photoId: PhotoId }
  /** The same, and the card takes what the resizer makes, though it has had that before. */
  | { readonly do: 'rebuild'; readonly photoId: PhotoId }
  /** The relay tries this promise now. */
  | { readonly do: 'send'; readonly outboxId: string }
  | { readonly do: 'remove'; readonly bucket: BucketName; readonly objectKey: string }
  | { readonly do: 'abort'; readonly bucket: BucketName; readonly objectKey: string; readonly uploadId: string };

/** One thing that does not hold. */
export interface Fault {
  readonly check: CheckName;
  readonly photoId?: PhotoId;
  readonly says: string;
  /** Absent where a person has to look. */
  readonly mend?: Mend;
}
