import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem, UploadAccepted, UploadStatus } from '@pinhole/contracts';
import { limits } from '@pinhole/resources';
import { UploadEntity } from './upload.entity.js';
import { startUploadApi, type Entry, type UploadApi } from './upload-api.fixture.js';

const uploadBytesMax = 1024 * 1024;

let api: UploadApi;

beforeAll(async () => {
  api = await startUploadApi({ UPLOAD_BYTES_MAX: String(uploadBytesMax) });
}, 180_000);
afterAll(() => api?.stop(), 30_000);

describe('an upload', () => {
  it('is answered once it is ours: with where it stands and where it will be seen', async () => {
    const response = await api.post(api.file(), ['title', 'Fjord 🦜'], ['tags', 'sea, norway'], ['tags', 'sea']);
    const accepted = (await response.json()) as UploadAccepted;
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(accepted.statusUrl);
    expect(accepted).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      state: 'processing',
      url: `http://photos.test/p/${accepted.id}`,
      statusUrl: `http://photos.test/v1/uploads/${accepted.id}`,
    });
    const row = await api.database.manager.findOneByOrFail(UploadEntity, { id: accepted.id });
    expect(row).toMatchObject({
      title: 'Fjord 🦜',
      tags: ['sea', 'norway'],
      fileName: 'IMG_0001.jpg',
      type: 'image/jpeg',
      state: 'processing',
    });

    const status = await fetch(`${api.url}/v1/uploads/${accepted.id}`);
    expect(status.headers.get('cache-control')).toBe('no-store');
    expect((await status.json()) as UploadStatus).toMatchObject({
      ...accepted,
      bytes: api.jpeg.byteLength,
      sha256: createHash('sha256').update(api.jpeg).digest('hex'),
      rejection: null,
      settledAt: null,
    });
  });

  it.each([
    { name: 'fields before the file', entries: () => [['title', 'before'] as Entry, api.file()] },
    { name: 'fields behind the file', entries: () => [api.file(), ['title', 'before'] as Entry] },
  ])('may have its $name', async ({ entries }) => {
    const { id } = (await (await api.post(...entries())).json()) as UploadAccepted;
    expect((await api.database.manager.findOneByOrFail(UploadEntity, { id })).title).toBe('before');
  });

  it('has no title unless it was given one', async () => {
    const { id } = (await (await api.post(api.file())).json()) as UploadAccepted;
    expect(await api.database.manager.findOneByOrFail(UploadEntity, { id })).toMatchObject({
      title: '',
      tags: [],
      visibility: 'public',
    });
  });

  it.each([
    { given: '../../etc/passwd', stored: 'passwd' },
    { given: 'Fête 北.jpg', stored: 'Fête 北.jpg' },
    { given: `${'é'.repeat(300)}.jpg`, stored: 'é'.repeat(255) },
  ])('keeps the client’s name for its file as a note, never in a key: $given', async ({ given, stored }) => {
    const { id } = (await (await api.post(api.file(api.jpeg, given))).json()) as UploadAccepted;
    const row = await api.database.manager.findOneByOrFail(UploadEntity, { id });
    expect(row.fileName).toBe(stored);
    expect(row.objectKey).toMatch(new RegExp(`^o/[0-9a-f]{2}/${id}$`));
  });

  it('may be exactly as large as the limit, and not a byte larger', async () => {
    const atLimit = Buffer.concat([api.jpeg, Buffer.alloc(uploadBytesMax - api.jpeg.byteLength)]);
    expect((await api.post(api.file(atLimit))).status).toBe(201);
    const before = await api.kept();
    expect((await api.post(api.file(Buffer.concat([atLimit, Buffer.alloc(1)])))).status).toBe(413);
    expect(await api.kept()).toEqual(before);
  });
});

describe('asking after an upload', () => {
  it.each([
    { name: 'nobody made', id: '019aa5c0-8f2e-7a41-9c3d-5e6f70819203', status: 404, code: 'upload_not_found' },
    { name: 'that is no id', id: 'x', status: 400, code: 'malformed' },
  ])('that $name', async ({ id, status, code }) => {
    const response = await fetch(`${api.url}/v1/uploads/${id}`);
    expect({ status: response.status, code: ((await response.json()) as Problem).code }).toEqual({ status, code });
  });

  it('by another method names those that there are', async () => {
    const response = await fetch(`${api.url}/v1/uploads`, { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('POST');
  });
});

describe('the capabilities', () => {
  it('are what is really taken, and may be kept for a minute', async () => {
    const response = await fetch(`${api.url}/v1/capabilities`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(await response.json()).toMatchObject({
      uploadBytesMax,
      formats: expect.arrayContaining([
        {
          ...{ type: 'image/jpeg', extensions: ['jpg', 'jpeg'], pixelsMax: 268_000_000 },
          narrower: [{ when: 'progressive', pixelsMax: 120_000_000 }],
        },
        expect.objectContaining({ type: 'image/heic' }),
      ]),
      sideMax: 65_000,
      ladder: { widths: [320, 640, 1280, 2560], formats: ['image/avif', 'image/jpeg'] },
    });
    expect(limits.uploadBytesMax).toBe(200 * 1024 * 1024);
  });
});

describe('GET /openapi.json', () => {
  it('describes every route and no other', async () => {
    const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; requestBody?: { content: object } }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [method, path, operationId]),
    );
    expect(routes).toEqual([
      ['post', '/v1/uploads', 'createUpload'],
      ['get', '/v1/uploads/{id}', 'getUpload'],
      ['get', '/v1/capabilities', 'getCapabilities'],
    ]);
    expect(Object.keys(document.paths['/v1/uploads']?.['post']?.requestBody?.content ?? {})).toEqual(['multipart/form-data']);
  });
});
