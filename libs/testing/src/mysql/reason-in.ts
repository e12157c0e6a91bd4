/** The first thing that it called an error: what follows it only follows from it. That it aborts says nothing of why. */
export function reasonIn(lines: readonly string[]): string {
  const errors = lines.filter((line) => /\[ERROR\]|^ERROR:/.test(line) && !line.endsWith('Aborting'));
  const [reason] = errors.length > 0 ? errors : lines.filter((line) => !line.endsWith('Aborting')).slice(-3);
  return reason?.replace(/^.*\[ERROR\]\s*(\[\S+\]\s*)*/, '').replace(/\.$/, '') ?? 'nothing';
}
