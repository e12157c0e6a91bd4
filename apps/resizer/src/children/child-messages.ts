import type { makePreview } from '../pictures/make-preview.js';
import type { LadderTerms, makeVariants } from '../pictures/make-variants.js';

/** What is made of an original, or why it cannot be. */
export interface Outcomes {
  readonly ladder: Awaited<ReturnType<typeof makeVariants>>;
  readonly preview: Awaited<ReturnType<typeof makePreview>>;
}
export type Want = keyof Outcomes;

/** What is to be made of an original. */
export type Wanted = LadderWanted | PreviewWanted;
export interface LadderWanted extends LadderTerms {
  readonly want: 'ladder';
}
export interface PreviewWanted {
  readonly want: 'preview';
}

/** To a child: so many bytes of an original come down its stdin. Through the channel they would be copied four times over. */
export interface Order {
  readonly wanted: Wanted;
  readonly bytes: number;
}

/** From a child: it may begin; or what became of the last order, where it knows that itself. */
export type Report = { readonly ready: true } | { readonly outcome: unknown } | { readonly failed: string };
