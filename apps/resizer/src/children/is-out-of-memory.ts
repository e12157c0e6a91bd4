/** How those who decode, and those whom they ask for memory, say that there is none: by error, or with their last words. */
const phrases = [
  /out of memory/i,
  /insufficient memory/i,
  /memory allocation/i,
  /allocation fail/i,
  /failed to allocate/i,
  /cannot allocate memory/i,
  /bad_alloc/,
  // Of a thread, whose stack found no room.
  /resource temporarily unavailable/i,
  /\bOOM\b/,
];

/** Whether an error is about memory, and so not about the picture: of a smaller one it could be made. */
export function isOutOfMemory(says: string): boolean {
  return phrases.some((phrase) => phrase.test(says));
}
