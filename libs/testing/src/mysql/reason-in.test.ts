import { describe, expect, it } from '@jest/globals';
import { reasonIn } from './reason-in.js';

describe('reasonIn', () => {
  it.each([
    {
      of: 'MariaDB',
      lines: [
        '2026-11-21 13:04:11 0 [Note] Starting',
        '2026-11-21 13:04:11 0 [ERROR] InnoDB: Missing MLOG_CHECKPOINT.',
        '… [ERROR] Aborting',
      ],
      reason: 'InnoDB: Missing MLOG_CHECKPOINT',
    },
    {
      of: 'MySQL',
      lines: ["2026-11-21T13:04:11.1Z 0 [ERROR] [MY-010187] [Server] Could not open file 'x' (errno 13)", 'more'],
      reason: "Could not open file 'x' (errno 13)",
    },
    {
      of: 'a loader',
      lines: ['libaio.so.1: cannot open shared object file'],
      reason: 'libaio.so.1: cannot open shared object file',
    },
    {
      of: 'MariaDB whose folder is gone',
      lines: [
        "2026-11-21 13:04:11 0 [Warning] Can't create test file '/d/x.lower-test'",
        '2026-11-21 13:04:11 0 [ERROR] Aborting',
      ],
      reason: "2026-11-21 13:04:11 0 [Warning] Can't create test file '/d/x.lower-test'",
    },
    {
      of: 'MariaDB that makes its first tables',
      lines: [
        "2026-11-22  5:57:27 0 [Note] InnoDB: File './ibtmp1' size is now 12.000MiB",
        "ERROR: 1146  Table 'mysql.x' doesn't exist",
        '… [ERROR] Aborting',
      ],
      reason: "ERROR: 1146  Table 'mysql.x' doesn't exist",
    },
    { of: 'nobody', lines: [], reason: 'nothing' },
  ])('finds the first reason that $of gives', ({ lines, reason }) => {
    expect(reasonIn(lines)).toBe(reason);
  });
});
