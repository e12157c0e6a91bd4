import type { Figure } from './figures.js';

/** How much is measured: `quick` shows in a minute that a measurement still works, and its figures mean little. */
export const scales = ['full', 'quick'] as const;
export type Scale = (typeof scales)[number];

/** One file of figures. */
export interface Measurement {
  readonly name: string;
  readonly title: string;
  measure(scale: Scale): Promise<Figure[]>;
}
