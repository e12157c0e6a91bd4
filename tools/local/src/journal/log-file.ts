import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

/** A log grows to this size, is set aside as `NAME.1.jsonl`, and begins anew: one process takes at most twice as much. */
export const logFileBytesMax = 16 * 1024 * 1024;

/** Lines of JSON in a file of bounded size. Written at once: what a crash leaves is all there was. */
export class LogFile {
  #descriptor: number;
  #bytes: number;

  constructor(
    private readonly path: string,
    private readonly bytesMax = logFileBytesMax,
  ) {
    this.#descriptor = openSync(path, 'a', 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  write(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.bytesMax) this.#setAside();
    writeSync(this.#descriptor, bytes);
    this.#bytes += bytes.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #setAside(): void {
    this.close();
    renameSync(this.path, this.path.replace(/(\.jsonl)?$/, '.1$1'));
    this.#descriptor = openSync(this.path, 'a', 0o600);
    this.#bytes = 0;
  }
}
