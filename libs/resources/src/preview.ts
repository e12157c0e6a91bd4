import type { Encoding } from './recipes.js';

export interface Preview {
  /** In its key. Whoever makes previews otherwise gives them another name: bytes at a URL never change. */
  readonly name: string;
  readonly width: number;
  readonly encoding: Encoding;
}

/** What is seen of a photo before its ladder is whole: the smallest size, in the one format that every browser shows. */
export const preview: Preview = { name: 'preview-1', width: 320, encoding: { format: 'jpeg', quality: 70 } };
