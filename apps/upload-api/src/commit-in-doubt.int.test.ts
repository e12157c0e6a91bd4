import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@pinhole/testing';
import { startUploadApi, type UploadApi } from './upload-api.fixture.js';

let api: UploadApi;

beforeAll(async () => {
  api = await startUploadApi({});
}, 180_000);
afterEach(() => api.lines.database.set({ kind: 'none' }));
afterAll(() => api?.stop(), 30_000);

describe('an upload whose connection to the database ends at its COMMIT', () => {
  it.each([
    { heard: 'at once', status: 201, kept: 1, how: 'is taken where the server had heard it' },
    { heard: 'late', status: 201, kept: 1, how: 'is taken where the server hears it only later, and its bytes are there' },
    { heard: 'never', status: 503, kept: 0, how: 'is refused where the server had not, and leaves nothing' },
  ] as const)('$how', async ({ heard, status, kept }) => {
    const before = await api.kept();
    await api.lines.database.set({ kind: 'cut at', words: ['INSERT INTO `upload', 'COMMIT'], heard });
    const response = await api.post(api.file());
    await response.arrayBuffer();
    expect(response.status).toBe(status);
    if (status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await api.kept()).toEqual({ rows: before.rows + kept, objects: before.objects + kept });

    // And it goes on: the next one is taken at once, without a restart.
    await api.lines.database.set({ kind: 'none' });
    await eventually(async () => (await api.post(api.file())).status === 201);
    expect(await api.kept()).toEqual({ rows: before.rows + kept + 1, objects: before.objects + kept + 1 });
  });
});
