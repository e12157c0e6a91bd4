import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readForm } from './read-form.js';

const MiB = 1024 * 1024;
const file = Buffer.alloc(2 * MiB, 'Pinhole');
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What came of a form with that file, and its chunks, kept beyond their time. */
async function readKept(request: IncomingMessage): Promise<{ sha256: string; chunks: Uint8Array[] }> {
  const sha256 = createHash('sha256');
  const chunks: Uint8Array[] = [];
  for await (const part of readForm(request)) {
    if (part.kind !== 'file') continue;
    for await (const chunk of part.body) {
      sha256.update(chunk);
      chunks.push(chunk);
    }
  }
  return { sha256: sha256.digest('hex'), chunks };
}

describe('a file in a form', () => {
  it('gives the memory of its chunks back as it is read, and comes whole all the same', async () => {
    const { promise: read, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof readKept>>>();
    const server = createServer((request, response) => {
      readKept(request).then(resolve, reject);
      request.once('end', () => response.end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const body = new FormData();
    body.append('title', 'A file');
    body.append('file', new Blob([file]), 'file.jpg');
    try {
      const [{ sha256, chunks }] = await Promise.all([read, fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })]);
      expect(sha256).toBe(hashOf(file));
      const bytesKept = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
      // The first and the last chunk hold something of the form as well, and so stay.
      expect(bytesKept).toBeLessThan(file.byteLength / 4);
    } finally {
      server.close();
    }
  });
});
