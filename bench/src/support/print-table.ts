import type { Figure } from './figures.js';

/** The figures as a table for a terminal, one line each. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const lines = figures.map(({ figure, value, unit, bound, ratio, goal, holds }) => [
    figure,
    `${shown(value)} ${unit}`,
    bound === null ? '' : `${shown(bound)} ${unit}`,
    ratio === null ? '' : ratio.toFixed(2),
    goal ?? '',
    holds === null ? '' : holds ? 'holds' : 'DOES NOT HOLD',
  ]);
  const table = [['', 'value', 'bound', 'ratio', 'goal', ''], ...lines];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const text = table.map((line) =>
    line
      .map((cell, column) => padded(cell, widths[column]!, column))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...text.map((line) => `  ${line}`), ''].join('\n');
}

/** Names to the left, numbers to the right. */
function padded(cell: string, width: number, column: number): string {
  return column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);
}

function shown(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
