import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, HttpException, Param, Post, Query } from '@nestjs/common';
import { ask, problemIn, startService, type RunningService } from './a-service.fixture.js';
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

  @Get('library/:status')
  library(@Param('status') status: string): never {
    throw new HttpException('from deep inside', Number(status));
  }

  @Get('down')
  down(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:3306'), { code: 'ECONNREFUSED' });
  }

  @Get('photos/:id')
  photo(@Param('id') id: string): object {
    return { id };
  }

  @Post('albums')
  create(): object {
    return {};
  }
}

let service: RunningService;
beforeAll(async () => {
  service = await startService([SampleController]);
});
afterAll(() => service.stop());

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

  it.each([
    [500, 500, 'internal'],
    [502, 500, 'internal'],
    [503, 503, 'unavailable'],
    [418, 400, 'malformed'],
    [429, 429, 'too_many'],
  ])('and that a library gave the status %i is a %i, and none of its words', async (given, status, code) => {
    const answer = await ask(`${service.url}/v1/library/${given}`);
    expect(answer.status).toBe(status);
    expect(problemIn(answer).code).toBe(code);
    expect(answer.text).not.toContain('inside');
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
