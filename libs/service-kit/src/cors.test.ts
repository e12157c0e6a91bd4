import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Delete, Get, Post } from '@nestjs/common';
import { ask, startService, type RunningService } from './a-service.fixture.js';

@Controller('v1')
class DoorsController {
  @Get('photos')
  list(): object {
    return { items: [] };
  }

  @Post('uploads')
  upload(): object {
    return {};
  }

  @Delete('photos/:id')
  remove(): object {
    return {};
  }
}

let service: RunningService;
beforeAll(async () => {
  service = await startService([DoorsController]);
});
afterAll(() => service.stop());

const origin = { origin: 'https://blog.example' };

function preflight(path: string, method: string) {
  return ask(`${service.url}${path}`, { method: 'OPTIONS', headers: { ...origin, 'access-control-request-method': method } });
}

describe('a page of another site', () => {
  it.each([
    ['GET', '/v1/photos'],
    ['HEAD', '/v1/photos'],
    ['GET', '/v1/nothing'],
    ['POST', '/v1/uploads'],
  ])('may read the answer to %s %s, without credentials', async (method, path) => {
    const { headers } = await ask(`${service.url}${path}`, { method, headers: origin });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    for (const name of ['Link', 'ETag', 'Location', 'Retry-After', 'X-Request-Id']) {
      expect(headers['access-control-expose-headers']?.split(', ')).toContain(name);
    }
  });

  it('may not read the answer to any other write', async () => {
    const { headers } = await ask(`${service.url}/v1/photos/x`, { method: 'DELETE', headers: origin });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is let upload, with any headers, and need not ask again for two hours', async () => {
    const { status, headers, text } = await preflight('/v1/uploads', 'POST');
    expect([status, text]).toEqual([204, '']);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': '*',
      'access-control-max-age': '7200',
    });
  });

  it('is not let write anywhere else', async () => {
    expect((await preflight('/v1/photos/x', 'DELETE')).headers['access-control-allow-methods']).toBe('GET, HEAD');
  });
});

describe('OPTIONS that is no preflight', () => {
  it('names the methods of the address', async () => {
    const { status, headers } = await ask(`${service.url}/v1/photos`, { method: 'OPTIONS' });
    expect([status, headers.allow]).toEqual([204, 'GET, HEAD']);
  });
});
