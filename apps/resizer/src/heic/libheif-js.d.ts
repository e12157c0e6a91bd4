/** As much of libheif's own interface as we call. Whatever is allocated by it stays until it is released. */
declare module 'libheif-js/wasm-bundle.js' {
  interface HeifError {
    readonly code: unknown;
    readonly message?: string;
  }
  interface HeifChannel {
    readonly width: number;
    readonly height: number;
    /** Bytes from one row to the next. */
    readonly stride: number;
    /** Not a copy, but a window on the decoder's memory. */
    readonly data: Uint8Array;
  }
  interface DecodedHeif {
    readonly code?: undefined;
    readonly image: object;
    readonly channels: readonly HeifChannel[];
  }
  const libheif: {
    readonly heif_error_code: { readonly heif_error_Ok: unknown };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: object };
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGB: object; readonly heif_chroma_interleaved_RGBA: object };
    heif_context_alloc(): object | null;
    heif_context_read_from_memory(context: object, bytes: Uint8Array): HeifError;
    heif_js_context_get_primary_image_handle(context: object): object & { readonly code?: unknown; readonly message?: string };
    heif_image_handle_has_alpha_channel(handle: object): number;
    heif_js_decode_image2(handle: object, colours: object, chroma: object): DecodedHeif | HeifError;
    heif_image_release(image: object): void;
    heif_image_handle_release(handle: object): void;
    heif_context_free(context: object): void;
  };
  export = libheif;
}
