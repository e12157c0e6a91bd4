/** Prints a table of what was counted. jest keeps the standard output for itself. */
export function tell(title: string, rows: Readonly<Record<string, string | number>>): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  const lines = Object.entries(rows).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  process.stderr.write(`\n${[title, ...lines].join('\n')}\n`);
}
