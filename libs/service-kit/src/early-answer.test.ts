import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { connectRaw, startService, until, type RawConnection, type RunningService } from './a-service.fixture.js';
import { DomainError } from './domain-error.js';

const MiB = 1024 * 1024;

class TooLarge extends DomainError {
  readonly kind = 'too_large';
  readonly code = 'sample.too_large';

  constructor() {
    super('At most 200 MiB.');
  }
}

@Controller('v1/uploads')
class UploadsController {
  /** Refuses by Content-Length, before a byte of the body is read; else reads until a mebibyte is over. */
  @Post()
  async upload(@Req() request: Request): Promise<void> {
    if (Number(request.headers['content-length']) > 200 * MiB) throw new TooLarge();
    let bytes = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > MiB) throw new TooLarge();
    }
  }
}

let service: RunningService;
beforeAll(async () => {
  service = await startService([UploadsController], { limits: { linger: { secondsMax: 4, bytesMax: 64 * MiB } } });
});
afterAll(() => service.stop());

function startUpload(framing: string): RawConnection {
  const connection = connectRaw(service.port);
  connection.socket.write(`POST /v1/uploads HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n`);
  return connection;
}

/** Sends everything before it reads anything: the kind of client that a reset robs of its answer. */
async function sendDeaf({ socket }: RawConnection, chunk: Buffer, times: number): Promise<void> {
  socket.pause();
  for (let time = 0; time < times; time++) {
    if (!socket.write(chunk)) await once(socket, 'drain');
  }
  socket.resume();
}

describe('a body of 300 MB that is refused by its length', () => {
  it('is answered before a byte of it has come', async () => {
    const upload = startUpload(`Content-Length: ${300 * MiB}`);
    await until('the answer', () => upload.text().includes('sample.too_large'));
    expect(upload.text()).toMatch(/^HTTP\/1\.1 413 /);
    expect(upload.text()).toMatch(/\r\nConnection: close\r\n/);
    upload.socket.destroy();
  });

  it('is not sent at all by a client that asks first', async () => {
    const upload = startUpload(`Content-Length: ${300 * MiB}\r\nExpect: 100-continue`);
    await until('the answer', () => upload.text().includes('sample.too_large'));
    expect(upload.text()).toMatch(/^HTTP\/1\.1 413 /);
    await upload.closed;
    expect(upload.text()).not.toContain('100 Continue');
  });

  it('is answered too to a client that sends on while it reads, as curl does', async () => {
    const upload = startUpload(`Content-Length: ${300 * MiB}`);
    const zeros = Buffer.alloc(MiB);
    for (let sent = 0; sent < 300 && upload.socket.writable; sent++) {
      if (!upload.socket.write(zeros)) await Promise.race([new Promise((go) => upload.socket.once('drain', go)), upload.closed]);
    }
    await upload.closed;
    expect(upload.text()).toMatch(/^HTTP\/1\.1 413 [^]*sample\.too_large/);
  });
});

describe('a body that turns out too large on the way', () => {
  it('is answered, and the answer survives a client that sends all before it listens', async () => {
    const upload = startUpload('Transfer-Encoding: chunked');
    await sendDeaf(upload, Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`), 30 * 16);
    await until('the answer', () => upload.text().includes('sample.too_large'));
    expect(upload.text()).toMatch(/^HTTP\/1\.1 413 /);
    upload.socket.end('0\r\n\r\n');
    await upload.closed;
  });

  it('is read for no longer than the limit', async () => {
    const upload = startUpload('Transfer-Encoding: chunked');
    upload.socket.write(`200000\r\n${'x'.repeat(0x200000)}\r\n`);
    await until('the answer', () => upload.text().includes('sample.too_large'));
    const answeredAt = performance.now();
    await upload.closed;
    const seconds = (performance.now() - answeredAt) / 1_000;
    expect(seconds).toBeGreaterThan(2);
    expect(seconds).toBeLessThan(8);
  });

  it('is read no further than the limit', async () => {
    const upload = startUpload('Transfer-Encoding: chunked');
    const startedAt = performance.now();
    upload.socket.write(`${(70 * MiB).toString(16)}\r\n`);
    upload.socket.write(Buffer.alloc(69 * MiB));
    await upload.closed;
    expect((performance.now() - startedAt) / 1_000).toBeLessThan(3);
  });
});

describe('a body that is taken', () => {
  it('is asked for, where the client asks first', async () => {
    const upload = startUpload('Content-Length: 4\r\nExpect: 100-continue');
    await until('100 Continue', () => upload.text().startsWith('HTTP/1.1 100 Continue'));
    upload.socket.write('four');
    await until('the answer', () => upload.text().includes('HTTP/1.1 201 '));
    upload.socket.destroy();
  });

  it('leaves the connection open for the next', async () => {
    const upload = startUpload('Content-Length: 4');
    upload.socket.write('four');
    await until('the answer', () => upload.text().includes('HTTP/1.1 201 '));
    upload.socket.write('POST /v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    await until('the second', () => upload.text().split('HTTP/1.1 201 ').length === 3);
    upload.socket.destroy();
  });
});
