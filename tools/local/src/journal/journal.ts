import { join } from 'node:path';
import { LogFile } from './log-file.js';
import { outputEvent, parseLine, type LogRecord } from './log-record.js';
import { prettyLine } from './pretty-line.js';

/** Everything that is said while a stack runs: all of it in one file for each process, its events on the terminal too. */
export class Journal {
  readonly #files = new Map<string, LogFile>();
  readonly #failed = Promise.withResolvers<never>();

  constructor(
    private readonly folder: string,
    private readonly show: (text: string) => void,
    private readonly coloured: boolean,
  ) {
    this.#failed.promise.catch(() => {});
  }

  /** Rejects when a log cannot be written any more, most likely because the disk is full. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  /** What a process wrote. */
  line(name: string, line: string): void {
    this.#write(name, parseLine(name, line, new Date()));
  }

  /** What we have to say ourselves. */
  tell(level: LogRecord['level'], event: string, fields: object = {}): void {
    this.#write('local', { time: new Date().toISOString(), level, service: 'local', event, ...fields });
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }

  #write(name: string, record: LogRecord): void {
    try {
      let file = this.#files.get(name);
      if (!file) this.#files.set(name, (file = new LogFile(join(this.folder, `${name}.jsonl`))));
      file.write(JSON.stringify(record));
    } catch (error) {
      this.#failed.reject(error);
    }
    if (record.event !== outputEvent && record.level !== 'debug') this.show(prettyLine(record, this.coloured));
  }
}
