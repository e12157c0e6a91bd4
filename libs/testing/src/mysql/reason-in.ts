/** The first thing that it called an error: what follows it only follows from it. */
export function reasonIn(lines: readonly string[]): string {
  const errors = lines.filter((line) => line.includes('[ERROR]'));
  const [reason] = errors.length > 0 ? errors : lines.slice(-3);
  return reason?.replace(/^.*\[ERROR\]\s*(\[\S+\]\s*)*/, '').replace(/\.$/, '') ?? 'nothing';
}
