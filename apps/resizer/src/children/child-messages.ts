import type { makeVariants, Wanted } from '../make-variants.js';

/** A picture made into its variants, or why it cannot be. */
export type Outcome = Awaited<ReturnType<typeof makeVariants>>;

/** To a child: so many bytes of an original come down its stdin. Through the channel they would be copied four times over. */
export interface Order {
  readonly bytes: number;
  readonly wanted: Wanted;
}

/** From a child: it may begin; or what became of the last order, where it knows that itself. */
export type Report = { readonly ready: true } | { readonly outcome: Outcome } | { readonly failed: string };
