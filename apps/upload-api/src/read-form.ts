import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { descriptionMax, tagsMax } from '@pinhole/contracts';
import { DomainError, letGo } from '@pinhole/service-kit';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ClientGone, ContentTypeUnsupported, FieldsInvalid, FormMalformed } from './upload.errors.js';

export type FormPart =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly name: string; readonly fileName: string; readonly body: AsyncIterable<Uint8Array> };

/** Every one of them stops a form from growing in memory while its file streams by. */
const formLimits = {
  /** The longest text is a description, of 4 bytes a character at most. */
  fieldSize: 4 * descriptionMax + 1024,
  /** Each tag may be a field of its own, and there are three others; what is over them is told, not dropped. */
  fields: tagsMax + 10,
  /** One too many, so that a second file is seen and refused, not skipped. */
  files: 2,
  headerPairs: 20,
  headerSize: 16 * 1024,
} as const;

/**
 * The parts of a multipart/form-data body, in their order, while it is still coming: a file's body must be read to its end
 * before the next part comes, and a chunk of it is good until the next is asked for. Whatever goes wrong, the client's going
 * away included, comes out as an error of whoever reads.
 */
export async function* readForm(request: IncomingMessage): AsyncGenerator<FormPart> {
  const form = openForm(request);
  const parts = new Readable({ objectMode: true, read: () => undefined });
  let file: Readable | undefined;
  const fail = (error: Error) => {
    file?.destroy(error);
    parts.destroy(error);
  };
  const onClose = () => {
    if (!request.complete) fail(new ClientGone());
  };

  form.on('file', (name, body, fileName) => {
    file = body;
    body.on('error', (error) => parts.destroy(error)); // Else the error of a file that nobody reads any more ends the process.
    parts.push({ kind: 'file', name, fileName, body: bytesOf(body) } satisfies FormPart);
  });
  form.on('field', (name, value, _nameTruncated, valueTruncated) => {
    if (valueTruncated) fail(new FieldsInvalid([{ field: name, detail: 'Is far too long.' }]));
    else parts.push({ kind: 'field', name, value } satisfies FormPart);
  });
  form.on('fieldsLimit', () => fail(new FieldsInvalid([{ field: 'tags', detail: `Give at most ${tagsMax} tags.` }])));
  form.on('error', (error) => fail(new FormMalformed(error)));
  form.on('finish', () => parts.push(null));
  request.on('error', () => fail(new ClientGone()));
  request.on('close', onClose);

  request.pipe(form);
  try {
    for await (const part of parts) yield part as FormPart;
  } finally {
    request.off('close', onClose);
    request.unpipe(form);
    request.pause();
  }
}

/** Each chunk until the next is asked for: then its memory goes back. */
async function* bytesOf(file: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of file as AsyncIterable<Uint8Array>) {
      yield chunk;
      letGo(chunk);
    }
  } catch (error) {
    throw error instanceof DomainError ? error : new FormMalformed(error);
  }
}

/** RFC 2046, 5.1.1: a boundary has 70 characters at most. The parser throws on longer ones. */
function openForm(request: IncomingMessage): BusboyInstance {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new ContentTypeUnsupported();
  if (!/;\s*boundary=("[^"]{1,70}"|[^\s;"]{1,70})\s*(;|$)/i.test(contentType)) {
    throw new FormMalformed(new Error('The boundary is missing or longer than 70 characters.'));
  }
  try {
    return new Busboy({ headers: { ...request.headers, 'content-type': contentType }, limits: formLimits });
  } catch (error) {
    throw new FormMalformed(error);
  }
}
