import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { photoId, problem, type PhotoId, type Problem } from '@pinhole/contracts';
import { z } from 'zod';
import { ask, startService, type Answer, type RunningService } from './a-service.fixture.js';
import { DomainError, type ErrorKind } from './domain-error.js';

class Foreseen extends DomainError {
  readonly code = 'sample.foreseen';
  override readonly errors = [{ pointer: '#/file', detail: 'There is no file.' }];

  constructor(
    readonly kind: ErrorKind,
    override readonly retryAfterSeconds?: number,
  ) {
    super('A sentence for the caller.', { secret: 'for the log alone' });
  }
}

const pageQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(30), cursor: z.string().optional() });
const album = z.strictObject({ title: z.string().max(5), tags: z.array(z.string().max(3)).max(2).default([]) });

@Controller('v1')
class SampleController {
  @Get('foreseen/:kind')
  foreseen(@Param('kind') kind: ErrorKind, @Query('after') after?: string): never {
    throw new Foreseen(kind, after === undefined ? undefined : Number(after));
  }

  @Get('bug')
  bug(): never {
    throw new Error('SELECT secret FROM table', { cause: new TypeError('the root of it') });
  }

  @Get('down')
  down(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:3306'), { code: 'ECONNREFUSED' });
  }

  @Get('photos')
  list(@Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>): object {
    return query;
  }

  @Get('photos/:id')
  photo(@Param('id', { schema: photoId }) id: PhotoId): object {
    return { id };
  }

  @Post('albums')
  create(@Body({ schema: album }) body: z.infer<typeof album>): object {
    return body;
  }
}

let service: RunningService;
beforeAll(async () => {
  service = await startService([SampleController], { jsonBytesMax: 1_000 });
});
afterAll(() => service.stop());

function problemIn({ status, headers, text }: Answer): Problem {
  const parsed = problem.parse(JSON.parse(text));
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  expect(parsed.status).toBe(status);
  expect(parsed.instance).toBe(`urn:request:${headers['x-request-id'] as string}`);
  return parsed;
}

function postAlbum(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<Answer> {
  return ask(`${service.url}/v1/albums`, { method: 'POST', headers, body });
}

describe('an error that we foresaw', () => {
  it.each<[ErrorKind, number]>([
    ['malformed', 400],
    ['not_found', 404],
    ['method_not_allowed', 405],
    ['conflict', 409],
    ['too_large', 413],
    ['unsupported_type', 415],
    ['unprocessable', 422],
    ['too_many', 429],
    ['unavailable', 503],
  ])(
    'of the kind %s is answered with %i, its code, its sentence and its pointers, and none of its details',
    async (kind, status) => {
      const answer = await ask(`${service.url}/v1/foreseen/${kind}`);
      expect(answer.status).toBe(status);
      expect(problemIn(answer)).toMatchObject({
        code: 'sample.foreseen',
        detail: 'A sentence for the caller.',
        errors: [{ pointer: '#/file', detail: 'There is no file.' }],
      });
      expect(answer.text).not.toContain('for the log alone');
    },
  );

  it.each(['too_many', 'unavailable'])('of the kind %s says when to try again', async (kind) => {
    expect((await ask(`${service.url}/v1/foreseen/${kind}`)).headers['retry-after']).toBe('5');
    expect((await ask(`${service.url}/v1/foreseen/${kind}?after=1.2`)).headers['retry-after']).toBe('2');
  });
});

describe('an error that nobody foresaw', () => {
  it('is a 500 that leaks nothing and is in the log under the request id', async () => {
    const answer = await ask(`${service.url}/v1/bug`);
    expect(answer.status).toBe(500);
    expect(problemIn(answer).code).toBe('internal');
    expect(answer.text).not.toContain('SELECT');
    const line = service.lines.find(
      ({ event, requestId }) => event === 'request.failed' && requestId === answer.headers['x-request-id'],
    );
    expect(line).toMatchObject({
      level: 'error',
      error: { message: 'SELECT secret FROM table', cause: { message: 'the root of it' } },
    });
    expect(JSON.stringify(line)).toContain('SampleController.bug');
  });

  it('is a 503 with Retry-After while a part that we need does not answer', async () => {
    const answer = await ask(`${service.url}/v1/down`);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(problemIn(answer).code).toBe('unavailable');
    expect(answer.text).not.toContain('10.0.0.7');
  });
});

describe('an address', () => {
  it('where nothing is, is a 404', async () => {
    expect(problemIn(await ask(`${service.url}/v1/nothing`))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('that does not know the method, is a 405 that names the methods', async () => {
    const answer = await ask(`${service.url}/v1/photos/x`, { method: 'DELETE' });
    expect(problemIn(answer)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect((await ask(`${service.url}/v1/albums`)).headers.allow).toBe('POST');
  });

  it('that is no valid text, is a 400', async () => {
    expect(problemIn(await ask(`${service.url}/v1/photos/%ff`))).toMatchObject({ status: 400, code: 'malformed' });
  });
});

describe('a value that does not fit its schema', () => {
  it.each([
    ['/v1/photos?limit=0', 422, '#/limit'],
    ['/v1/photos?limit=101', 422, '#/limit'],
    ['/v1/photos?limit=many', 400, '#/limit'],
    ['/v1/photos?size=3', 400, '#/size'],
    ['/v1/photos?limit=0&size=3', 400, '#/size'],
    ['/v1/photos/not-an-id', 400, '#/id'],
  ])('in %s is a %i that points to %s', async (path, status, pointer) => {
    const answer = problemIn(await ask(`${service.url}${path}`));
    expect(answer.status).toBe(status);
    expect(answer.code).toBe(status === 422 ? 'unprocessable' : 'malformed');
    expect(answer.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it.each([
    [{ title: 'too long a title' }, 422, ['#/title']],
    [{ title: 'x', tags: ['a', 'long'] }, 422, ['#/tags/1']],
    [{ title: 'x', tags: ['a', 'b', 'c'] }, 422, ['#/tags']],
    [{}, 400, ['#/title']],
    [{ title: 'too long a title', owner: 'me', 'a/b~c d': 1 }, 400, ['#/title', '#/owner', '#/a~1b~0c%20d']],
    [['x'], 400, ['#']],
  ])('in the body %j is a %i that points to %j', async (body, status, pointers) => {
    const answer = problemIn(await postAlbum(JSON.stringify(body)));
    expect(answer.status).toBe(status);
    expect(answer.errors?.map((error) => error.pointer)).toEqual(pointers);
  });

  it('comes through changed where it does fit', async () => {
    expect(JSON.parse((await ask(`${service.url}/v1/photos`)).text)).toEqual({ limit: 30 });
    expect(JSON.parse((await postAlbum('{"title":"x"}')).text)).toEqual({ title: 'x', tags: [] });
  });
});

describe('a body that cannot be read', () => {
  it('because it is broken, is a 400 that does not repeat it', async () => {
    const answer = await postAlbum('{"title": secret');
    expect(problemIn(answer)).toMatchObject({ status: 400, code: 'malformed' });
    expect(answer.text).not.toContain('secret');
  });

  it('because it is too large, is a 413', async () => {
    expect(problemIn(await postAlbum(JSON.stringify({ title: 'x'.repeat(2_000) })))).toMatchObject({
      status: 413,
      code: 'too_large',
    });
  });

  it('because of its encoding, is a 415', async () => {
    const answer = await postAlbum('{}', { 'content-type': 'application/json', 'content-encoding': 'rot13' });
    expect(problemIn(answer)).toMatchObject({ status: 415, code: 'unsupported_type' });
  });
});
