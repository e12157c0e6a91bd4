import { describe, expect, it } from '@jest/globals';
import { bytesIn, memoryBytes, peakMemoryBytes } from './process-memory.js';

const status = 'Name:\tnode\nVmPeak:\t 9000000 kB\nVmHWM:\t  123456 kB\nVmRSS:\t  100000 kB\n';

describe('the memory of a process', () => {
  it('is read in bytes out of what the kernel says', () => {
    expect(bytesIn(status, 'VmHWM')).toBe(123_456 * 1_024);
    expect(bytesIn(status, 'VmRSS')).toBe(100_000 * 1_024);
  });

  it('is unknown where the kernel does not say', () => {
    expect(bytesIn('Name:\tkthreadd\nState:\tS (sleeping)\n', 'VmHWM')).toBeNull();
    const nobody = 2 ** 22 + 1; // Above every pid that Linux gives.
    expect([memoryBytes(nobody), peakMemoryBytes(nobody)]).toEqual([null, null]);
  });
});
