import type { LocalStack } from '@pinhole/local';
import { LeakScanner, secretsIn, type Leak } from '@pinhole/testing';
import { StackStores } from './stack-stores.js';

/**
 * Reads what a run makes public: every answer with its headers while it watches, and at the end every object that the edge
 * serves. Whatever the photos of the run said of people and places must not be there.
 */
export class PrivacyWatch {
  readonly leaks: Leak[] = [];
  private readonly scanner = new LeakScanner();
  private readonly fetch = globalThis.fetch;
  private readonly reading: Promise<void>[] = [];
  private answers = 0;

  private constructor(private readonly stack: LocalStack) {}

  /** From now on every answer that this file's tests get is read. */
  static begin(stack: LocalStack): PrivacyWatch {
    const watch = new PrivacyWatch(stack);
    globalThis.fetch = async (...asked) => {
      const response = await watch.fetch(...asked);
      watch.reading.push(watch.read(response.clone()).catch((error: unknown) => watch.missed(response.url, error)));
      return response;
    };
    return watch;
  }

  end(): void {
    globalThis.fetch = this.fetch;
  }

  /** Before its photo is uploaded, so that no answer passes unread. */
  async know(photo: Uint8Array, fileName: string): Promise<void> {
    this.scanner.know(await secretsIn(photo, fileName));
  }

  /** What was read so far. */
  async count(): Promise<{ answers: number; megabytes: number }> {
    await Promise.all(this.reading);
    return { answers: this.answers, megabytes: this.scanner.bytesRead / 1e6 };
  }

  /** What of all objects in the public bucket gives something away, and how many were read. */
  async readObjects(): Promise<{ objects: number; leaks: Leak[] }> {
    const stores = await StackStores.of(this.stack);
    try {
      const leaks: Leak[] = [];
      const objects = await stores.objects('variants');
      for (const key of objects.keys()) {
        leaks.push(...this.scanner.inBytes('a key', Buffer.from(key)));
        leaks.push(...(await this.scanner.inPicture(key, await stores.bytes('variants', key))));
      }
      return { objects: objects.size, leaks };
    } finally {
      await stores.close();
    }
  }

  /** What could not be read was not seen to be clean. */
  private missed(where: string, error: unknown): void {
    this.leaks.push({ where, what: `nobody knows what, for it could not be read: ${String(error).slice(0, 200)}` });
  }

  private async read(response: Response): Promise<void> {
    const { url, headers } = response;
    const body = Buffer.from(await response.arrayBuffer());
    const type = headers.get('content-type') ?? '';
    this.answers += 1;
    this.leaks.push(...this.scanner.inBytes(`the headers of ${url}`, Buffer.from(JSON.stringify([...headers]))));
    if (body.length === 0) return;
    if (type.includes('json')) this.leaks.push(...this.scanner.inJson(url, body.toString()));
    else if (type.startsWith('image/')) this.leaks.push(...(await this.scanner.inPicture(url, body)));
    else this.leaks.push(...this.scanner.inBytes(url, body));
  }
}
