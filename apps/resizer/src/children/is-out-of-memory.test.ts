import { describe, expect, it } from '@jest/globals';
import { isOutOfMemory } from './is-out-of-memory.js';

describe('what is said for want of memory', () => {
  it.each([
    'Error: vips_image_write_to_memory: out of memory -- size == 28MB',
    'Error: VipsJpeg: Insufficient memory (case 4)',
    'Error: heif: Invalid input: Unspecified: Memory allocation error (2.0)',
    'Error: heif: Encoder plugin generated an error: Encoding problem: Failed to allocate context buffers (8.5002)',
    'Error: glib: Error creating thread: Resource temporarily unavailable',
    'RangeError: Failed to allocate memory',
    'RangeError: Array buffer allocation failed',
    'It was ended by SIGTRAP. (process:18899): GLib-ERROR **: ../glib/gmem.c:177: failed to allocate 524288 bytes',
    "It was ended by SIGABRT. terminate called after throwing an instance of 'std::bad_alloc'",
    'RuntimeError: Aborted(OOM). Build with -sASSERTIONS for more info.',
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  ])('is known: %s', (says) => {
    expect(isOutOfMemory(says)).toBe(true);
  });

  it.each([
    'Error: VipsJpeg: premature end of JPEG image',
    'Error: Input buffer has corrupt header: pngload_buffer: libpng read error',
    'It was ended by SIGSEGV.',
    'HeicDamaged: Invalid input: No FileType box',
  ])('is not what is said of a picture: %s', (says) => {
    expect(isOutOfMemory(says)).toBe(false);
  });
});
