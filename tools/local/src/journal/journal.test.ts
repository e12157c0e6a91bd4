import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from './journal.js';
import { LogFile } from './log-file.js';

describe('the journal', () => {
  let folder: string;
  let shown: string[];
  let journal: Journal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-journal-'));
    shown = [];
    journal = new Journal(folder, (text) => shown.push(text), false);
  });

  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true });
  });

  const recordsOf = (name: string) =>
    readFileSync(join(folder, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('keeps every line of a process as JSON, and shows its events in one line each', () => {
    journal.line(
      'upload-api',
      '{"level":"info","time":"2026-01-02T03:04:05.678Z","service":"upload-api","event":"photo.accepted","photoId":"p1","bytes":3}',
    );
    journal.line('upload-api', 'Error: something\u001b[31m odd');
    expect(recordsOf('upload-api')).toMatchObject([
      { event: 'photo.accepted', photoId: 'p1', bytes: 3 },
      { level: 'info', service: 'upload-api', event: 'output', text: 'Error: something\u001b[31m odd' },
    ]);
    expect(shown).toEqual([expect.stringMatching(/^\d\d:04:05 upload-api {2}photo\.accepted photoId=p1 bytes=3$/)]);
  });

  it('shows which attempt it is from the second on', () => {
    journal.tell('info', 'message.handled', { attempt: 1, attemptsMax: 5 });
    journal.tell('warn', 'message.failed', { attempt: 2, attemptsMax: 5 });
    expect(shown).toEqual([expect.stringMatching(/message\.handled$/), expect.stringMatching(/message\.failed attempt=2\/5$/)]);
  });

  it('lets nobody’s words do anything on the terminal', () => {
    journal.tell('warn', 'photo.rejected', {
      detail: 'two\nlines \u001b[2J and\u202e more',
      error: { message: 'no', stack: 'x\ny' },
    });
    expect(shown[0]).toMatch(/photo\.rejected detail="two lines and more" error=no$/);
  });

  it('fails where a log cannot be written', async () => {
    rmSync(folder, { recursive: true });
    journal.tell('info', 'lost');
    await expect(journal.failed).rejects.toMatchObject({ code: 'ENOENT' });
    journal = new Journal((folder = mkdtempSync(join(tmpdir(), 'pinhole-journal-'))), () => {}, false);
  });

  it('never lets a log grow beyond its size, and keeps the part before', () => {
    const file = new LogFile(join(folder, 'busy.jsonl'), 100);
    for (let line = 0; line < 50; line++) file.write(`{"line":${line},"rest":"${'x'.repeat(20)}"}`);
    file.close();
    expect(readdirSync(folder).sort()).toEqual(['busy.1.jsonl', 'busy.jsonl']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(100);
    expect(recordsOf('busy').at(-1)).toMatchObject({ line: 49 });
  });
});
