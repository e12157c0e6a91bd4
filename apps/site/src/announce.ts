import { find } from './make.js';

/** Long enough to be read, and to be spoken. */
const secondsShown = 6;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence to everybody: shown for a while, and spoken by screen readers. */
export function announce(sentence: string): void {
  const status = find('status', HTMLParagraphElement);
  status.textContent = sentence;
  clearTimeout(timer);
  timer = setTimeout(() => (status.textContent = ''), secondsShown * 1_000);
}
