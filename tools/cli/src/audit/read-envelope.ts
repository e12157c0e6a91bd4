import { envelope, photoId, type PhotoId } from '@pinhole/contracts';

export interface Named {
  readonly name: string;
  readonly occurredAt: Date;
  /** Every message of ours is about a photo. */
  readonly photoId?: PhotoId;
}

/** What a message is about, without holding it against its contract; null where it is no message of ours. */
export function readEnvelope(text: string | undefined): Named | null {
  try {
    const { name, occurredAt, body } = envelope.parse(JSON.parse(text ?? ''));
    const { data } = photoId.safeParse((body as { photo?: { id?: unknown } } | null)?.photo?.id);
    return { name, occurredAt: new Date(occurredAt), ...(data && { photoId: data }) };
  } catch {
    return null;
  }
}
