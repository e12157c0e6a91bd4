import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problem, type Capabilities, type Problem } from '@pinhole/contracts';
import { startUploadApi, type Entry, type UploadApi } from './upload-api.fixture.js';

const uploadBytesMax = 1024 * 1024;

let api: UploadApi;

beforeAll(async () => {
  api = await startUploadApi({ UPLOAD_BYTES_MAX: String(uploadBytesMax), TAKE_HEIC: 'false' });
}, 180_000);
afterAll(() => api?.stop(), 30_000);

describe('a refused upload', () => {
  const text = (name: string, value: string): Entry => [name, value];
  it.each<{ name: string; entries: () => Entry[]; status: number; code: string; pointer?: string; detail?: string }>([
    { name: 'no file', entries: () => [text('title', 'a')], status: 400, code: 'file_missing', pointer: '#/file' },
    { name: 'an empty file', entries: () => [api.file(new Uint8Array())], status: 400, code: 'file_empty', pointer: '#/file' },
    { name: 'a second file', entries: () => [api.file(), api.file()], status: 400, code: 'file_repeated', pointer: '#/file' },
    {
      name: 'another file field',
      entries: () => [api.file(api.jpeg, 'a.jpg', 'photo')],
      status: 400,
      code: 'file_field_unknown',
      pointer: '#/photo',
    },
    {
      name: 'an unknown field',
      entries: () => [api.file(), text('colour', 'red')],
      status: 400,
      code: 'field_unknown',
      pointer: '#/colour',
    },
    {
      name: 'a field twice',
      entries: () => [text('title', 'a'), text('title', 'b'), api.file()],
      status: 400,
      code: 'field_repeated',
      pointer: '#/title',
    },
    {
      name: 'a long title',
      entries: () => [api.file(), text('title', 'a'.repeat(201))],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/title',
      detail: '200',
    },
    {
      name: 'a long description',
      entries: () => [api.file(), text('description', 'a'.repeat(5_001))],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/description',
      detail: '5,000',
    },
    {
      name: 'an endless description',
      entries: () => [text('description', 'a'.repeat(100_000)), api.file()],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/description',
    },
    {
      name: 'many tags',
      entries: () => [text('tags', Array.from({ length: 31 }, (_, tag) => tag).join()), api.file()],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/tags',
      detail: '30',
    },
    {
      name: 'endless tags',
      entries: () => [...Array.from({ length: 60 }, (_, tag) => text('tags', String(tag))), api.file()],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/tags',
    },
    {
      name: 'a long tag',
      entries: () => [text('tags', 'a'.repeat(51)), api.file()],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/tags',
      detail: '50',
    },
    {
      name: 'visibility private',
      entries: () => [text('visibility', 'private'), api.file()],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/visibility',
      detail: 'accounts',
    },
    {
      name: 'visibility unheard of',
      entries: () => [text('visibility', 'loud'), api.file()],
      status: 422,
      code: 'fields_invalid',
      pointer: '#/visibility',
      detail: 'unlisted',
    },
    {
      name: 'HTML named .jpg',
      entries: () => [api.file(Buffer.from('<!doctype html>'))],
      status: 415,
      code: 'photo_type_unsupported',
      pointer: '#/file',
      detail: 'image/jpeg',
    },
    {
      name: 'HEIC, where it is switched off',
      entries: () => [api.file(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))],
      status: 415,
      code: 'photo_type_unsupported',
      detail: 'HEIC',
    },
    {
      name: 'a picture of far too many pixels',
      entries: () => [api.file(Buffer.from('GIF89a\xff\xff\xff\xff\0\0\0', 'latin1'))],
      status: 413,
      code: 'photo_too_large',
      pointer: '#/file',
      detail: '120,000,000',
    },
    {
      name: 'a file far too large',
      entries: () => [api.file(Buffer.alloc(2 * uploadBytesMax))],
      status: 413,
      code: 'upload_too_large',
      detail: '1,048,576 bytes',
    },
  ])('says what to do, and nothing of it is kept: $name', async ({ entries, status, code, pointer, detail = '' }) => {
    const before = await api.kept();
    const response = await api.post(...entries());
    const body = problem.parse(await response.json());
    expect({ status: response.status, code: body.code }).toEqual({ status, code });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body.detail).toContain(detail);
    if (pointer) expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(await api.kept()).toEqual(before);
  });

  it('is one that the capabilities do not promise: HEIC is not among them where it is switched off', async () => {
    const told = (await (await fetch(`${api.url}/v1/capabilities`)).json()) as Capabilities;
    expect(told.formats.map(({ type }) => type)).toEqual(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
  });

  it.each([
    { name: 'JSON', type: 'application/json', body: '{}', status: 415, code: 'content_type_unsupported' },
    { name: 'no boundary', type: 'multipart/form-data', body: 'x', status: 400, code: 'form_malformed' },
    {
      name: 'a boundary over 70 characters',
      type: `multipart/form-data; boundary=${'b'.repeat(71)}`,
      body: 'x',
      status: 400,
      code: 'form_malformed',
    },
    {
      name: 'a form without its end',
      type: 'multipart/form-data; boundary=b',
      body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\xff',
      status: 400,
      code: 'form_malformed',
    },
    { name: 'no form at all', type: 'multipart/form-data; boundary=b', body: 'hello', status: 400, code: 'form_malformed' },
  ])('is told so when it is no form: $name', async ({ type, body, status, code }) => {
    const before = await api.kept();
    const response = await fetch(`${api.url}/v1/uploads`, { method: 'POST', headers: { 'content-type': type }, body });
    expect({ status: response.status, code: ((await response.json()) as Problem).code }).toEqual({ status, code });
    expect(await api.kept()).toEqual(before);
  });
});
