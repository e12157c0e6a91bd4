import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startProxy, testDatabase, type FaultProxy } from '@pinhole/testing';
import { startUploadApi, type UploadApi } from './upload-api.fixture.js';

let proxy: FaultProxy;
let api: UploadApi;

beforeAll(async () => {
  const server = await testDatabase();
  const schemaUrl = async (name: string): Promise<string> => {
    const url = new URL(await server.schemaUrl(name));
    proxy = await startProxy(Number(url.port));
    url.port = String(proxy.port);
    return url.href;
  };
  api = await startUploadApi({}, { schemaUrl, stop: () => server.stop() });
}, 180_000);
afterEach(() => proxy.set({ kind: 'none' }));
afterAll(async () => {
  await api?.stop();
  await proxy?.stop();
}, 30_000);

describe('an upload whose connection to the database ends at its COMMIT', () => {
  it.each([
    { heard: 'at once', status: 201, kept: 1, how: 'is taken where the server had heard it' },
    { heard: 'late', status: 201, kept: 1, how: 'is taken where the server hears it only later, and its bytes are there' },
    { heard: 'never', status: 503, kept: 0, how: 'is refused where the server had not, and leaves nothing' },
  ] as const)('$how', async ({ heard, status, kept }) => {
    const before = await api.kept();
    await proxy.set({ kind: 'cut at', words: ['INSERT INTO `upload', 'COMMIT'], heard });
    const response = await api.post(api.file());
    await response.arrayBuffer();
    expect(response.status).toBe(status);
    if (status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await api.kept()).toEqual({ rows: before.rows + kept, objects: before.objects + kept });

    // And it goes on: the next one is taken at once, without a restart.
    await proxy.set({ kind: 'none' });
    await eventually(async () => (await api.post(api.file())).status === 201);
    expect(await api.kept()).toEqual({ rows: before.rows + kept + 1, objects: before.objects + kept + 1 });
  });
});
