import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PartMemory } from './part-memory.js';

const MiB = 1024 * 1024;

describe('PartMemory', () => {
  it('gives back what was appended, whatever the steps in which it grew', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: MiB }), { maxLength: 8 }), (sizes) => {
        const memory = new PartMemory(8 * MiB);
        const chunks = sizes.map((size, index) => Buffer.alloc(size, index + 1));
        for (const chunk of chunks) memory.append(chunk);
        expect(memory.content().equals(Buffer.concat(chunks))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('can be filled to its last byte, and no further', () => {
    const memory = new PartMemory(3 * MiB);
    memory.append(Buffer.alloc(3 * MiB));
    expect(memory.bytes).toBe(3 * MiB);
    expect(() => memory.append(Buffer.alloc(1))).toThrow();
  });

  it('begins again when rewound', () => {
    const memory = new PartMemory(3 * MiB);
    memory.append(Buffer.alloc(3 * MiB, 1));
    memory.rewind();
    memory.append(Buffer.from('again'));
    expect(memory.content().toString()).toBe('again');
  });

  it('gives its memory back to the system when emptied', () => {
    const memories = Array.from({ length: 32 }, () => new PartMemory(8 * MiB));
    const before = process.memoryUsage.rss();
    for (const memory of memories) memory.append(Buffer.alloc(8 * MiB, 1));
    const filled = process.memoryUsage.rss();
    for (const memory of memories) memory.empty();
    const emptied = process.memoryUsage.rss();
    // Of 256 MiB. The rest of the process grows and shrinks by some tens meanwhile.
    expect(filled - before).toBeGreaterThan(128 * MiB);
    expect(filled - emptied).toBeGreaterThan(128 * MiB);
  });
});
