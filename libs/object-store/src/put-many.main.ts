/**
 * Puts many streams at once and tells its parent how much memory that took: node put-many.main.js ENDPOINT BUCKET UPLOADS
 * BYTES_EACH BUDGET_BYTES. A process of its own, so that the memory is that of the store alone.
 */
import { s3Client } from '@pinhole/service-kit';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ByteBudget } from './byte-budget.js';
import { Originals } from './originals.js';

const [endpoint = '', bucket = '', ...numbers] = process.argv.slice(2);
const [uploads = 0, bytesEach = 0, budgetBytes = 0] = numbers.map(Number);

const s3 = s3Client({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: endpoint, S3_FORCE_PATH_STYLE: true });
const budget = new ByteBudget(budgetBytes);
const originals = new Originals(s3, bucket, budget);
const options = { contentType: 'image/jpeg', bytesMax: bytesEach };

/** As a socket does it: a fresh buffer each time, and never two in one turn. */
async function* stream(bytes: number): AsyncGenerator<Buffer> {
  const chunkBytes = 64 * 1024;
  for (let start = 0; start < bytes; start += chunkBytes) {
    await nextTurn();
    yield Buffer.alloc(Math.min(chunkBytes, bytes - start), 1);
  }
}

// One first: what a client and its connection take is not what this measures.
await originals.put(`o/00/${randomUUID()}`, stream(1), { ...options, bytesMax: 1 });
const before = process.memoryUsage.rss();
const started = performance.now();
let budgetPeak = 0;
const watch = setInterval(() => (budgetPeak = Math.max(budgetPeak, budget.bytesInUse)), 5);
await Promise.all(Array.from({ length: uploads }, () => originals.put(`o/00/${randomUUID()}`, stream(bytesEach), options)));
clearInterval(watch);
process.send?.({
  grownBytes: process.resourceUsage().maxRSS * 1024 - before,
  budgetPeak,
  seconds: (performance.now() - started) / 1000,
});
s3.destroy();
process.disconnect?.();
