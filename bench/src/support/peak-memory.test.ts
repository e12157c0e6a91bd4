import { describe, expect, it } from '@jest/globals';
import { peakIn } from './peak-memory.js';

describe('the peak of a process’s memory', () => {
  it('is read in bytes out of what the kernel says', () => {
    expect(peakIn('Name:\tnode\nVmPeak:\t 9000000 kB\nVmHWM:\t  123456 kB\nVmRSS:\t  100000 kB\n')).toBe(123_456 * 1_024);
  });

  it('is unknown where the kernel does not say', () => {
    expect(peakIn('Name:\tkthreadd\nState:\tS (sleeping)\n')).toBeNull();
  });
});
