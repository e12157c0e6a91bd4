import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post, Req } from '@nestjs/common';
import { problem } from '@pinhole/contracts';
import { limits } from '@pinhole/resources';
import type { Request } from 'express';
import { connectRaw, startService, until, type RawConnection, type RunningService } from './a-service.fixture.js';
import { serverLimits } from './limited-server.js';

let readerMayRead = Promise.withResolvers<void>();

@Controller('v1')
class DoorsController {
  @Get('photos')
  list(): object {
    return { items: [] };
  }

  @Post('uploads')
  async upload(@Req() request: Request): Promise<object> {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    return { bytes };
  }

  @Post('busy')
  async busy(@Req() request: Request): Promise<object> {
    await readerMayRead.promise;
    return this.upload(request);
  }
}

/** 10 kB/s over half a second. */
const body = { bytesPerSecondMin: 10_000, windowSeconds: 0.5 };

let service: RunningService;
beforeAll(async () => {
  service = await startService([DoorsController], {
    limits: { headersMilliseconds: 300, checkMilliseconds: 50, keepAliveMilliseconds: 1_000, body },
  });
});
afterAll(() => service.stop());

function post(path: string, bytes: number): RawConnection {
  const connection = connectRaw(service.port);
  connection.socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`);
  return connection;
}

/** Sends `bytes` in steps of 20 ms over `seconds`, as long as it is let. */
async function trickle({ socket }: RawConnection, bytes: number, seconds: number): Promise<void> {
  const steps = Math.round(seconds * 50);
  for (let step = 0; step < steps && !socket.destroyed; step++) {
    socket.write(Buffer.alloc(Math.floor((bytes * (step + 1)) / steps) - Math.floor((bytes * step) / steps)));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the limits of every service', () => {
  it('are those that the table of resources promises', () => {
    expect(serverLimits).toMatchObject({ headersMilliseconds: 60_000, body: { bytesPerSecondMin: 1_000, windowSeconds: 30 } });
    expect(serverLimits.checkMilliseconds).toBeLessThanOrEqual(1_000);
    expect(limits.headersSecondsMax).toBe(60);
  });
});

describe('a slow client', () => {
  it('that does not finish its headers is told so and let go', async () => {
    const connection = connectRaw(service.port);
    connection.socket.write('GET /v1/photos HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await connection.closed;
    expect(connection.text()).toMatch(/^HTTP\/1\.1 408 /);
    expect(problem.safeParse(JSON.parse(connection.text().split('\r\n\r\n')[1] ?? '')).success).toBe(true);
  });

  it('whose body stops is let go, and the log says so', async () => {
    const connection = post('/v1/uploads', 100_000);
    connection.socket.write(Buffer.alloc(1_000));
    await connection.closed;
    await until('the line', () =>
      service.lines.some(({ event, path }) => event === 'request.body_too_slow' && path === '/v1/uploads'),
    );
  });

  it('whose body moves too slowly is let go', async () => {
    const connection = post('/v1/uploads', 100_000);
    await Promise.race([trickle(connection, 4_000, 2), connection.closed]);
    await connection.closed;
    expect(connection.text()).toBe('');
  });

  it('whose body was fast at first, and then stops, is let go all the same', async () => {
    const connection = post('/v1/uploads', 10_000_000);
    connection.socket.write(Buffer.alloc(5_000_000));
    await connection.closed;
    expect(connection.text()).toBe('');
  });

  it('whose body moves fast enough may take as long as it needs', async () => {
    const connection = post('/v1/uploads', 40_000);
    await trickle(connection, 40_000, 2);
    await until('the answer', () => connection.text().includes('{"bytes":40000}'));
    connection.socket.destroy();
  });

  it('is not blamed for the time in which we do not read', async () => {
    readerMayRead = Promise.withResolvers();
    const bytes = 20_000_000;
    const connection = post('/v1/busy', bytes);
    connection.socket.write(Buffer.alloc(bytes));
    // Three windows in which our side takes nothing.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(connection.socket.destroyed).toBe(false);
    readerMayRead.resolve();
    await until('the answer', () => connection.text().includes(`{"bytes":${bytes}}`));
    connection.socket.destroy();
  });
});

describe('a connection', () => {
  it('is kept for the next request, and closed when none comes', async () => {
    const connection = connectRaw(service.port);
    const get = 'GET /v1/photos HTTP/1.1\r\nHost: x\r\n\r\n';
    connection.socket.write(get);
    await until('the first answer', () => connection.text().includes('{"items":[]}'));
    connection.socket.write(get);
    await until('the second', () => connection.text().split('{"items":[]}').length === 3);
    await connection.closed;
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('that carries %s is answered with a problem, and closed', async (_name, bytes, status) => {
    const connection = connectRaw(service.port);
    connection.socket.write(bytes);
    await connection.closed;
    const [head = '', text = ''] = connection.text().split('\r\n\r\n');
    expect(head).toContain('Cache-Control: no-store');
    expect(problem.parse(JSON.parse(text)).status).toBe(status);
  });
});
