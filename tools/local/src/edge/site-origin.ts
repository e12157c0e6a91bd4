import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { cacheControl } from '@pinhole/resources';
import { corsHeaders } from './cors.js';
import { notFound } from './edge-problem.js';
import type { CachedOrigin, OriginAnswer, OriginQuestion } from './origin-answer.js';
import { pageHeaders } from './security-headers.js';

/** By everything after a name's first dot: `main.js` is ours to give, `main.test.js` and `main.d.ts` are nothing. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  'js.map': 'application/json',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  webmanifest: 'application/manifest+json',
};

/** Names of plain letters in folders of plain letters: no dot leads anywhere, no name is hidden. */
const servable = /^(?:\/[a-z0-9_-]+)*\/[a-z0-9_-]+\.(?<extension>[a-z0-9.]+)$/i;

/** The files of the built site. */
export class SiteOrigin implements CachedOrigin {
  readonly name = 'The site';

  constructor(
    private readonly folder: string,
    private readonly publicOrigin: string,
  ) {}

  async ask({ path }: OriginQuestion): Promise<OriginAnswer> {
    const type = types[servable.exec(path)?.groups?.['extension'] ?? ''];
    const content = type === undefined ? null : await this.#read(path);
    if (type === undefined || !content) throw notFound('page or file');
    const headers = {
      ...corsHeaders,
      ...(type.startsWith('text/html') ? pageHeaders(this.publicOrigin) : {}),
      'content-type': type,
      'cache-control': cacheControl.site,
      etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    };
    return { status: 200, headers, body: Readable.from([content], { objectMode: false }), bytes: content.byteLength };
  }

  /** Null for what is not a file inside the folder, a link that leads out of it included. */
  async #read(path: string): Promise<Buffer | null> {
    try {
      const [root, file] = await Promise.all([realpath(this.folder), realpath(join(this.folder, path))]);
      return file.startsWith(root + sep) ? await readFile(file) : null;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
      throw error;
    }
  }
}
