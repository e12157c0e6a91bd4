import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes when it is disposed of, and with us at the latest. */
export class TemporaryFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'pinhole-bench-'));
  private readonly remove = () => rmSync(this.path, { recursive: true, force: true });

  constructor() {
    process.once('exit', this.remove);
  }

  [Symbol.dispose](): void {
    process.off('exit', this.remove);
    this.remove();
  }
}
