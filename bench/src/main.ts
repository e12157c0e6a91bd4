/**
 * `npm run bench`: all measurements, or those that are named, `npm run bench -- list latency`. BENCH_SCALE=quick measures little,
 * only to see that it can be measured. Ends with code 1 where a goal does not hold.
 */
import { z } from 'zod';
import { firstPhoto } from './first-photo.bench.js';
import { growing } from './growing.bench.js';
import { hostileOf } from './hostile.bench.js';
import { ingest } from './ingest.bench.js';
import { latency } from './latency.bench.js';
import { list } from './list.bench.js';
import { memory } from './memory.bench.js';
import { pipeline } from './pipeline.bench.js';
import { recipesOn } from './recipes.bench.js';
import { scales, type Measurement } from './support/measurement.js';
import { tableOf } from './support/print-table.js';
import { saveResults } from './support/save-results.js';

const corpus = process.env.CORPUS_DIR;
const [recipes, hostile] = [recipesOn(corpus), hostileOf(corpus)];
const measurements: readonly Measurement[] = [
  ...[latency, list, pipeline, recipes, ingest],
  ...[growing, memory, hostile, firstPhoto],
];

const scale = z.enum(scales).default('full').parse(process.env.BENCH_SCALE);
const wanted = process.argv.slice(2);
const names = measurements.map(({ name }) => name);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no measurement called ${unknown.join(', ')}: there are ${names.join(', ')}.\n`);
  process.exit(1);
}

// What we started ends with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
// The servers that are measured do not keep us alive.
const held = setInterval(() => {}, 1_000);
for (const measurement of measurements) {
  const { name, title } = measurement;
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const when = new Date();
  const figures = await measurement.measure(scale);
  process.stdout.write(`${tableOf(title, figures)}\n`);
  if (scale === 'quick') continue;
  saveResults(name, figures, when);
  if (figures.some(({ holds }) => holds === false)) process.exitCode = 1;
}
clearInterval(held);
