import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import {
  extensionOf,
  mediaTypeOf,
  photoId,
  variantFormat,
  type ObjectKey,
  type PhotoId,
  type VariantFormat,
} from '@pinhole/contracts';
import { cacheControl, hdrKey, previewKey, variantKey } from '@pinhole/resources';
import { addAbortSignal, type Readable } from 'node:stream';
import { corsHeaders } from './cors.js';
import { notFound, unavailable } from './edge-problem.js';
import type { CachedOrigin, OriginAnswer, OriginQuestion } from './origin-answer.js';
import { imageHeaders } from './security-headers.js';

/** Pictures out of the variants bucket. Bytes at a URL never change, so that they are kept for ever by whoever sees them. */
export class VariantsOrigin implements CachedOrigin {
  readonly name = 'The store of pictures';

  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  async ask({ path }: OriginQuestion, signal: AbortSignal): Promise<OriginAnswer> {
    const variant = variantAt(path);
    if (!variant) throw notFound('picture');
    const object = await this.#get(variant.key, signal);
    const body = addAbortSignal(signal, object.Body as Readable);
    const headers = {
      ...corsHeaders,
      ...imageHeaders,
      'content-type': mediaTypeOf[variant.format],
      'cache-control': cacheControl.immutable,
      'accept-ranges': 'bytes',
      etag: object.ETag,
      'last-modified': object.LastModified?.toUTCString(),
    };
    return { status: 200, headers, body, bytes: object.ContentLength ?? null };
  }

  async #get(key: string, signal: AbortSignal) {
    try {
      return await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }), { abortSignal: signal });
    } catch (error) {
      if (error instanceof NoSuchKey) throw notFound('picture');
      throw unavailable(this.name, error);
    }
  }
}

const shape =
  /^\/i\/[0-9a-f]{2}\/(?<id>[0-9a-f-]{36})\/(?<revision>[1-9]\d{0,8})\/(?<name>[1-9]\d{0,4}|hdr|preview-[1-9]\d{0,2})\.(?<extension>[a-z]{3,4})$/;

/** The key that this path names, if it is one that we could have made. Nothing else ever reaches the bucket. */
export function variantAt(path: string): { key: string; format: VariantFormat } | null {
  const parts = shape.exec(path)?.groups;
  const id = photoId.safeParse(parts?.['id']);
  const format = variantFormat.options.find((name) => extensionOf[name] === parts?.['extension']);
  if (!parts || !id.success || !format) return null;
  const key = keyOf(id.data, Number(parts['revision']), parts['name']!, format);
  return `/${key}` === path ? { key, format } : null;
}

function keyOf(id: PhotoId, revision: number, name: string, format: VariantFormat): ObjectKey {
  if (name === 'hdr') return hdrKey(id, revision);
  if (name.startsWith('preview')) return previewKey(id, revision, name);
  return variantKey(id, revision, { width: Number(name), format });
}
