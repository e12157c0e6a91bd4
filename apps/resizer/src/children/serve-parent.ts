import { readSync } from 'node:fs';
import { letGo } from '@pinhole/service-kit/let-go';
import { makePreview } from '../pictures/make-preview.js';
import { makeVariants, type LadderTerms } from '../pictures/make-variants.js';
import type { Order, Outcomes, Report, Want, Wanted } from './child-messages.js';

export interface Makers {
  ladder(original: Buffer, terms: LadderTerms): Promise<Outcomes['ladder']>;
  preview(original: Buffer): Promise<Outcomes['preview']>;
}

const ours: Makers = { ladder: makeVariants, preview: makePreview };

/** The child's side: takes one order after the other from its parent, and ends with it. */
export function serveParent(makers: Makers = ours): void {
  // Not process.exit(): it waits for native threads.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A terminal's Ctrl-C comes to us too, but it is our parent who knows what is still to be done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('message', (order) => void fulfil(order as Order, makers).then(report));
}

export function report(told: Report): void {
  process.send?.(told);
}

async function fulfil({ wanted, bytes }: Order, makers: Makers): Promise<Report> {
  try {
    const original = readOriginal(bytes);
    const outcome = await make(original, wanted, makers);
    letGo(original);
    return { outcome };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function make(original: Buffer, wanted: Wanted, makers: Makers): Promise<Outcomes[Want]> {
  return wanted.want === 'ladder' ? makers.ladder(original, wanted) : makers.preview(original);
}

/** Waits for the bytes without hearing anything else. Should the parent be gone, its end of the pipe is closed, and we end. */
function readOriginal(bytes: number): Buffer {
  const original = Buffer.allocUnsafeSlow(bytes);
  for (let read = 0; read < bytes;) {
    const more = readSync(0, original, read, bytes - read, null);
    if (more === 0) throw new Error(`The original ended after ${read} of ${bytes} bytes.`);
    read += more;
  }
  return original;
}
