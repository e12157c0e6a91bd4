import type { Fault, Mend } from './fault.js';
import type { Report } from './report.js';

const indent = ' '.repeat(18);

/** The report as a person reads it. */
export function printReport(report: Report): string {
  const { uploads, queues, checks, faults } = report;
  const accepted = uploads.ready + uploads.rejected + uploads.processing;
  const broken = checks.filter(({ holds }) => !holds).length;
  return [
    `${accepted} ${accepted === 1 ? 'upload' : 'uploads'}: ${uploads.ready} ready, ${uploads.rejected} rejected, ${uploads.processing} on their way.`,
    '',
    ...checks.flatMap(printCheck),
    '',
    `Messages: ${queues.map(({ queue, messages }) => `${messages} in ${queue}`).join(', ')}.`,
    ...(report.mends ? ['', ...printMends(report.mends)] : []),
    '',
    faults === 0
      ? 'Everything is there.'
      : `${faults} ${faults === 1 ? 'fault' : 'faults'} in ${broken} of ${checks.length} checks.`,
  ].join('\n');
}

function printCheck({ says, holds, compared, faults, shown, unasked }: Report['checks'][number]): string[] {
  const verdict = holds ? (unasked === undefined ? 'ok' : 'unasked') : 'FAULT';
  const why = unasked === undefined ? '' : ` (Not looked at: ${unasked}.)`;
  const more = faults - shown.length;
  return [
    `${verdict.padEnd(8)}${String(compared).padStart(8)}  ${says}${why}`,
    ...shown.map((fault) => `${indent}${printFault(fault)}`),
    ...(more > 0 ? [`${indent}and ${more} more`] : []),
  ];
}

function printFault({ photoId, says }: Fault): string {
  return photoId === undefined ? says : `${photoId} ${says}`;
}

function printMends({ done, count, shown, cutShort, refusal }: NonNullable<Report['mends']>): string[] {
  if (count === 0) return ['There is nothing that --fix could do.'];
  const more = count - shown.length;
  return [
    done ? 'Done, and this is how it is now:' : 'This is what --fix --yes does:',
    ...shown.map((mend) => `  ${printMend(mend)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(cutShort ? ['There is more than goes at once: do it again afterwards.'] : []),
    ...(refusal === null ? [] : [refusal]),
  ];
}

function printMend(mend: Mend): string {
  switch (mend.do) {
    case 'ring':
      return `ring for ${mend.photoId}`;
    case 'rebuild':
      return `rebuild card and variants of ${mend.photoId}`;
    case 'send':
      return `send promise ${mend.outboxId} of the outbox`;
    case 'remove':
      return `remove ${mend.objectKey}`;
    case 'abort':
      return `abort the multipart upload of ${mend.objectKey}`;
    default:
      return mend satisfies never;
  }
}
