import type { makePreview } from '../make-preview.js';
import type { makeVariants } from '../make-variants.js';

/** What is made of an original, or why it cannot be. */
export interface Outcomes {
  readonly ladder: Awaited<ReturnType<typeof makeVariants>>;
  readonly preview: Awaited<ReturnType<typeof makePreview>>;
}
export type Want = keyof Outcomes;

/** To a child: so many bytes of an original come down its stdin. Through the channel they would be copied four times over. */
export interface Order {
  readonly want: Want;
  readonly bytes: number;
  readonly now: Date;
}

/** From a child: it may begin; or what became of the last order, where it knows that itself. */
export type Report = { readonly ready: true } | { readonly outcome: unknown } | { readonly failed: string };
