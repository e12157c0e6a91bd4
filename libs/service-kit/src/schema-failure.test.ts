import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { photoId, type PhotoId } from '@pinhole/contracts';
import { z } from 'zod';
import { ask, problemIn, startService, type Answer, type RunningService } from './a-service.fixture.js';

const pageQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(30), cursor: z.string().optional() });
const album = z.strictObject({ title: z.string().max(5), tags: z.array(z.string().max(3)).max(2).default([]) });

@Controller('v1')
class SampleController {
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

function postAlbum(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<Answer> {
  return ask(`${service.url}/v1/albums`, { method: 'POST', headers, body });
}

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
