import { readSync } from 'node:fs';
import { letGo } from '@pinhole/service-kit/let-go';
import { makeVariants, type Wanted } from '../make-variants.js';
import type { Order, Outcome, Report } from './child-messages.js';

type Make = (original: Buffer, wanted: Wanted) => Promise<Outcome>;

/** The child's side: takes one order after the other from its parent, and ends with it. */
export function serveParent(make: Make = makeVariants): void {
  // Not process.exit(): it waits for native threads.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A terminal's Ctrl-C comes to us too, but it is our parent who knows what is still to be done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('message', (order) => void fulfil(order as Order, make).then(report));
}

export function report(told: Report): void {
  process.send?.(told);
}

async function fulfil({ bytes, wanted }: Order, make: Make): Promise<Report> {
  try {
    const original = readOriginal(bytes);
    const outcome = await make(original, wanted);
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
