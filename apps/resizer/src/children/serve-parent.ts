import { readSync } from 'node:fs';
import { letGo } from '@pinhole/service-kit/let-go';
import { makePreview } from '../make-preview.js';
import { makeVariants } from '../make-variants.js';
import type { Order, Outcomes, Report, Want } from './child-messages.js';

export type Makers = { readonly [W in Want]: (original: Buffer, now: Date) => Promise<Outcomes[W]> };

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

async function fulfil({ want, bytes, now }: Order, makers: Makers): Promise<Report> {
  try {
    const original = readOriginal(bytes);
    const outcome = await makers[want](original, now);
    letGo(original);
    return { outcome };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
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
