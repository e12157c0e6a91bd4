import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figures.js';

const folder = join(import.meta.dirname, '../../results');

/** Writes one measurement's figures to bench/results/NAME.json, over those of before. */
export function saveResults(name: string, rows: readonly Figure[], when: Date): void {
  const [first] = cpus();
  const machine = {
    ...{ cpu: first?.model.trim() ?? 'unknown', cores: cpus().length, memoryBytes: totalmem() },
    ...{ platform: `${process.platform}-${process.arch}`, node: process.version },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ name, when: when.toISOString(), machine, rows }, null, 2)}\n`);
}
