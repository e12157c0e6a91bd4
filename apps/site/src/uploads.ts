import type { PhotoView } from '@pinhole/contracts';
import { announce } from './announce.js';
import { getCapabilities, Refused } from './api.js';
import { sendPhoto } from './send-photo.js';
import { UploadRow } from './upload-row.js';
import { countOf, sizeOf } from './words.js';

/** At once, as many as keep a line busy; browsers open six connections to a host, and the grid needs some too. */
const sendingMax = 3;

interface Upload {
  readonly file: File;
  readonly row: UploadRow;
}

/** The photos that this visitor sends, in the order in which they were chosen. */
export class Uploads {
  readonly #waiting: Upload[] = [];
  /** By photo id: sent, and not settled yet. */
  readonly #awaited = new Map<string, Upload>();
  #sending = 0;
  #bytesMax: Promise<number> | null = null;

  constructor(
    private readonly list: HTMLUListElement,
    private readonly onStored: () => void,
  ) {}

  get awaited(): string[] {
    return [...this.#awaited.keys()];
  }

  add(files: readonly File[]): void {
    if (files.length === 0) return;
    announce(`Sending ${countOf(files.length, 'photo', 'photos')}`);
    for (const file of files) {
      const row: UploadRow = new UploadRow(file.name, () => this.#enqueue({ file, row }));
      this.list.append(row.element);
      this.#enqueue({ file, row });
    }
  }

  /** What became of a photo; of others than ours there is nothing to say. */
  settle({ id, rejection }: PhotoView): void {
    const upload = this.#awaited.get(id);
    if (!upload) return;
    this.#awaited.delete(id);
    if (rejection) return this.#fail(upload, rejection.detail, false);
    upload.row.element.remove();
    announce(`${upload.file.name} is in the gallery.`);
  }

  #enqueue(upload: Upload): void {
    upload.row.waiting();
    this.#waiting.push(upload);
    void this.#work();
  }

  async #work(): Promise<void> {
    while (this.#sending < sendingMax) {
      const upload = this.#waiting.shift();
      if (!upload) return;
      this.#sending += 1;
      await this.#send(upload);
      this.#sending -= 1;
    }
  }

  async #send(upload: Upload): Promise<void> {
    const { file, row } = upload;
    try {
      const bytesMax = await this.#largest();
      if (file.size > bytesMax) {
        return this.#fail(
          upload,
          `This file has ${sizeOf(file.size)}, and ${sizeOf(bytesMax)} is the most that is taken.`,
          false,
        );
      }
      row.sending(0);
      const { id } = await sendPhoto(file, (share) => row.sending(share));
      row.preparing();
      this.#awaited.set(id, upload);
      this.onStored();
    } catch (error) {
      this.#fail(upload, (error as Error).message, !isFinal(error));
    }
  }

  #fail({ file, row }: Upload, sentence: string, canRetry: boolean): void {
    row.failed(sentence, canRetry);
    announce(`${file.name}: ${sentence}`);
  }

  /** Asked once. Where it cannot be known, the service itself will say what is too large. */
  #largest(): Promise<number> {
    this.#bytesMax ??= getCapabilities().then(
      ({ uploadBytesMax }) => uploadBytesMax,
      () => {
        this.#bytesMax = null;
        return Infinity;
      },
    );
    return this.#bytesMax;
  }
}

/** What the service said of the photo itself, it will say again. Of itself, it may say something else the next time. */
function isFinal(error: unknown): boolean {
  return error instanceof Refused && error.status >= 400 && error.status < 500 && ![408, 429].includes(error.status);
}
