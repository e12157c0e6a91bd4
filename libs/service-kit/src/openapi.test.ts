import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { photoId, photoPage, photoView, uploadAccepted } from '@pinhole/contracts';
import { z } from 'zod';
import { ask, startService, type RunningService } from './a-service.fixture.js';
import { knownRoutes } from './route-table.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30).describe('Photos a page.'),
  cursor: z.string().optional(),
});

@Controller('v1')
class DoorsController {
  @Get('photos')
  @ApiOkResponse({ standardSchema: photoPage })
  listPhotos(@Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>): object {
    return query;
  }

  @Get('photos/:id')
  @ApiOkResponse({ standardSchema: photoView })
  getPhoto(@Param('id', { schema: photoId }) id: string): object {
    return { id };
  }

  @Post('uploads')
  @ApiCreatedResponse({ standardSchema: uploadAccepted })
  upload(): object {
    return {};
  }
}

@Controller('v2')
class OtherController {
  @Get('photos')
  listPhotos(): object {
    return {};
  }
}

interface Document {
  readonly openapi: string;
  readonly servers: { url: string }[];
  readonly paths: Record<
    string,
    Record<string, { operationId: string; parameters: Record<string, unknown>[]; responses: object }>
  >;
  readonly components: {
    schemas: Record<string, { properties: Record<string, Record<string, unknown>>; additionalProperties?: unknown }>;
  };
}

const openapi = { title: 'Gallery', description: 'Photos.', version: '1.0.0' };
let service: RunningService;
let text: string;
let document: Document;
beforeAll(async () => {
  service = await startService([DoorsController], { openapi });
  ({ text } = await ask(`${service.url}/openapi.json`));
  document = JSON.parse(text) as Document;
});
afterAll(() => service.stop());

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 and says where the service is', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: openapi, servers: [{ url: 'https://photos.example' }] });
  });

  it('has every route that the service answers, and no other', () => {
    const own = ['/health/live', '/health/ready', '/openapi.json'];
    const routes = knownRoutes(service.app).filter(({ path }) => !own.includes(path));
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
    );
    expect(described).toHaveLength(3);
    expect(routes).toEqual(described);
  });

  it('names operations as a client would name its functions', () => {
    expect(document.paths['/v1/photos/{id}']?.['get']?.operationId).toBe('getPhoto');
  });

  it('has the parameters of the query and of the path', () => {
    expect(document.paths['/v1/photos']?.['get']?.parameters).toMatchObject([
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 30 } },
      { name: 'cursor', in: 'query', required: false, schema: { type: 'string' } },
    ]);
    expect(document.paths['/v1/photos/{id}']?.['get']?.parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ]);
  });

  it('refers only to schemas that it has', () => {
    const photo = ['Photo', 'TakenAt', 'Camera', 'Exposure', 'Picture', 'Recipe'];
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set([...photo, 'PhotoPage', 'UploadAccepted', 'Problem']));
    for (const name of names) expect(document.components.schemas).toHaveProperty(String(name));
    expect(text).not.toContain('$defs');
  });

  it('answers every operation with a Problem where it has no better answer', () => {
    for (const operations of Object.values(document.paths)) {
      for (const { responses } of Object.values(operations)) {
        expect(responses).toHaveProperty(
          ['default', 'content', 'application/problem+json', 'schema', '$ref'],
          '#/components/schemas/Problem',
        );
      }
    }
  });

  it('is free of what zod says about its own checks', () => {
    expect(document.components.schemas['Photo']?.properties['id']).toEqual({ type: 'string', format: 'uuid' });
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
    expect(text).not.toMatch(/"format":"[\w-]+","pattern"/);
  });

  it('lets answers grow: no client is told to refuse fields that it does not know', () => {
    expect(document.components.schemas['Photo']).not.toHaveProperty('additionalProperties');
  });

  it('says null as 3.1 does', () => {
    expect(document.components.schemas['PhotoPage']?.properties['nextCursor']).toMatchObject({ type: ['string', 'null'] });
  });

  it('is refused where two operations share a name', async () => {
    const controllers: Type[] = [DoorsController, OtherController];
    await expect(startService(controllers, { openapi })).rejects.toThrow('listPhotos');
  });
});
