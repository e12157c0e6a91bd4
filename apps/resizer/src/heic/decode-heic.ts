import libheif from 'libheif-js/wasm-bundle.js';
import type { Pixels } from '../pictures/guarded-sharp.js';

/** libheif has looked at the file and said no. Whatever else is thrown leaves its memory in a state that nobody knows. */
export class HeicDamaged extends Error {
  override readonly name = 'HeicDamaged';
}

/**
 * Decodes a HEIC whole. sharp reads such a file's header, but HEVC it cannot decode. What comes out is upright, since libheif
 * obeys the file's own turns and mirrors (so EXIF's word no longer counts), and in the colours of the file's profile, which does
 * not come along.
 */
export function decodeHeic(bytes: Buffer): Pixels {
  const context = libheif.heif_context_alloc();
  if (!context) throw new Error('out of memory');
  try {
    const read = libheif.heif_context_read_from_memory(context, bytes);
    if (read.code !== libheif.heif_error_code.heif_error_Ok) throw failure(read);
    const handle = libheif.heif_js_context_get_primary_image_handle(context);
    if (handle.code !== undefined) throw failure(handle);
    try {
      return decode(handle);
    } finally {
      libheif.heif_image_handle_release(handle);
    }
  } finally {
    libheif.heif_context_free(context);
  }
}

function decode(handle: object): Pixels {
  const channels = libheif.heif_image_handle_has_alpha_channel(handle) ? 4 : 3;
  const { heif_chroma_interleaved_RGB: rgb, heif_chroma_interleaved_RGBA: rgba } = libheif.heif_chroma;
  const decoded = libheif.heif_js_decode_image2(handle, libheif.heif_colorspace.heif_colorspace_RGB, channels === 4 ? rgba : rgb);
  if (!('image' in decoded)) throw failure(decoded);
  try {
    const [{ width, height, stride, data } = noChannel()] = decoded.channels;
    const packed = Buffer.allocUnsafeSlow(width * height * channels);
    for (let y = 0; y < height; y += 1)
      packed.set(data.subarray(y * stride, y * stride + width * channels), y * width * channels);
    return { data: packed, width, height, channels };
  } finally {
    libheif.heif_image_release(decoded.image);
  }
}

function noChannel(): never {
  throw new HeicDamaged('decoded nothing');
}

function failure({ message }: { readonly message?: string }): Error {
  return new HeicDamaged(message);
}
