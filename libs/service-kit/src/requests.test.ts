import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ask, connectRaw, startService, until, type RunningService } from './a-service.fixture.js';
import { currentContext } from './context.js';

let inHand = 0;

@Controller('v1')
class DoorsController {
  @Get('photos')
  @Header('Cache-Control', 'public, max-age=0, s-maxage=1')
  list(): object {
    return { items: ['one'] };
  }

  @Get('context')
  async context(): Promise<object> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return currentContext();
  }

  @Get('never')
  async never(@Req() request: Request): Promise<void> {
    inHand += 1;
    await once(request.socket, 'close');
  }
}

let service: RunningService;
beforeAll(async () => {
  service = await startService([DoorsController]);
});
afterAll(() => service.stop());

describe('a request id', () => {
  it('is the caller’s own where it is sane', async () => {
    const { headers, text } = await ask(`${service.url}/v1/context`, { headers: { 'x-request-id': 'abc-1.2_X' } });
    expect(headers['x-request-id']).toBe('abc-1.2_X');
    expect(JSON.parse(text)).toMatchObject({ requestId: 'abc-1.2_X' });
  });

  it.each(['', 'x'.repeat(65), 'a b', '"}{"', 'ä'])('is ours in place of %j', async (given) => {
    const { headers } = await ask(`${service.url}/v1/context`, {
      headers: { 'x-request-id': Buffer.from(given).toString('latin1') },
    });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is on every log line of its request', async () => {
    await ask(`${service.url}/v1/photos`, { headers: { 'x-request-id': 'find-me' } });
    await until('the line', () => service.lines.some(({ requestId }) => requestId === 'find-me'));
    expect(service.lines.find(({ requestId }) => requestId === 'find-me')).toMatchObject({
      event: 'request.answered',
      method: 'GET',
      path: '/v1/photos',
      status: 200,
    });
  });
});

describe('a trace', () => {
  it('goes on from the caller’s', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { text } = await ask(`${service.url}/v1/context`, { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } });
    expect(JSON.parse(text)).toMatchObject({ traceparent: expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`) });
  });

  it('starts here where the caller has none, or one that is none', async () => {
    const { text } = await ask(`${service.url}/v1/context`, { headers: { traceparent: 'nonsense' } });
    expect(JSON.parse(text)).toMatchObject({ traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/) });
  });
});

describe('an answer', () => {
  it('has an ETag, and is not sent again to whoever has it', async () => {
    const first = await ask(`${service.url}/v1/photos`);
    expect(first.headers.etag).toMatch(/^W\/"/);
    const again = await ask(`${service.url}/v1/photos`, { headers: { 'if-none-match': String(first.headers.etag) } });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers).toMatchObject({ etag: first.headers.etag, 'cache-control': 'public, max-age=0, s-maxage=1' });
  });

  it('to HEAD is that to GET without its body', async () => {
    const [get, head] = await Promise.all(['GET', 'HEAD'].map((method) => ask(`${service.url}/v1/photos`, { method })));
    expect([head?.status, head?.text]).toEqual([200, '']);
    expect(head?.headers['content-length']).toBe(get?.headers['content-length']);
    expect(head?.headers.etag).toBe(get?.headers.etag);
  });

  it('to HEAD of nothing is a 404 without a body', async () => {
    expect(await ask(`${service.url}/v1/nothing`, { method: 'HEAD' })).toMatchObject({ status: 404, text: '' });
  });

  it('does not say what it was made with, and lets no browser guess its type', async () => {
    const { headers } = await ask(`${service.url}/v1/photos`);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('the access log', () => {
  it('keeps what was asked for in the query to itself', async () => {
    await ask(`${service.url}/v1/photos?secret=1`, { headers: { 'x-request-id': 'no-query' } });
    await until('the line', () => service.lines.some(({ requestId }) => requestId === 'no-query'));
    expect(JSON.stringify(service.lines)).not.toContain('secret');
  });

  it('says when a client went away', async () => {
    const connection = connectRaw(service.port);
    connection.socket.write('GET /v1/never HTTP/1.1\r\nHost: x\r\nX-Request-Id: gone\r\n\r\n');
    await until('the request', () => inHand === 1);
    connection.socket.destroy();
    await until('the line', () => service.lines.some(({ requestId }) => requestId === 'gone'));
    expect(service.lines.find(({ requestId }) => requestId === 'gone')).toMatchObject({
      event: 'request.broken_off',
      status: null,
    });
  });
});
