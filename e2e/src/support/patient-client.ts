import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { uploadAccepted, type UploadAccepted } from '@pinhole/contracts';
import { formHead, uploadForm } from './cut.js';

interface Told {
  readonly status: number;
  readonly body: string;
}

/** What may go again: what was not begun, by the server's word (503) or because its body was never asked for. */
type Again = { readonly again: string; readonly seconds: number };

/** Who has tried for this long has failed. A start on a busy machine takes a quarter of it. */
const patienceSeconds = 120;
const pauseSeconds = 0.5;

/**
 * A client as our documents ask for: it sends again what was answered with 503, when it was told to, and what may be sent twice.
 * Whatever else is not a success it takes for a failure.
 */
export class PatientClient {
  /** Why it had to send something again. */
  readonly sentAgain: string[] = [];

  constructor(readonly url: string) {}

  /** Asks first and sends then: a connection that ends before the server wants the body has lost nothing. */
  async upload(file: Uint8Array): Promise<UploadAccepted> {
    const told = await this.#patiently('upload', () => this.#uploadOnce(file));
    if (told.status !== 201) throw new Error(`An upload was answered with ${told.status}: ${told.body}`);
    return uploadAccepted.parse(JSON.parse(told.body));
  }

  /** A GET may always be sent again, also where it broke off in the middle or failed on the way. */
  async get(path: string): Promise<Buffer> {
    return this.#patiently<Buffer>(path, async () => {
      try {
        const response = await fetch(new URL(path, this.url));
        const body = Buffer.from(await response.arrayBuffer());
        if (response.ok) return body;
        if (response.status < 502) throw new Refused(`${path} was answered with ${response.status}: ${body.toString()}`);
        return { again: String(response.status), seconds: Number(response.headers.get('retry-after') ?? pauseSeconds) };
      } catch (error) {
        if (error instanceof Refused) throw error;
        return { again: reasonOf(error), seconds: pauseSeconds };
      }
    });
  }

  async #patiently<Answer extends object>(what: string, attempt: () => Promise<Answer | Again>): Promise<Answer> {
    const until = Date.now() + patienceSeconds * 1_000;
    for (;;) {
      const outcome = await attempt();
      if (!('again' in outcome)) return outcome;
      if (Date.now() > until) throw new Error(`${what}: tried for ${patienceSeconds} s, lastly ${outcome.again}`);
      this.sentAgain.push(`${what}: ${outcome.again}`);
      await pause(outcome.seconds * 1_000);
    }
  }

  async #uploadOnce(file: Uint8Array): Promise<Told | Again> {
    const form = uploadForm(file);
    const request = http.request(new URL('/v1/uploads', this.url), {
      method: 'POST',
      headers: { ...formHead, 'content-length': form.byteLength, expect: '100-continue' },
      agent: false,
    });
    let wasBegun = false;
    request.once('continue', () => {
      wasBegun = true;
      request.end(form);
    });
    request.flushHeaders();
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      const seconds = Number(response.headers['retry-after']);
      if (response.statusCode === 503 && !wasBegun && seconds > 0) return { again: '503', seconds };
      return { status: response.statusCode ?? 0, body: await text(response) };
    } catch (error) {
      if (wasBegun) throw new Error(`An upload broke off in the middle: ${reasonOf(error)}`, { cause: error });
      return { again: reasonOf(error), seconds: pauseSeconds };
    } finally {
      request.destroy();
    }
  }
}

class Refused extends Error {}

function reasonOf(error: unknown): string {
  const { code, message, cause } = error as NodeJS.ErrnoException;
  return code ?? (cause === undefined ? message : reasonOf(cause));
}
