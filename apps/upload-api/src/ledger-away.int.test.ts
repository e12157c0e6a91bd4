import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoId, Problem } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit';
import { eventually } from '@pinhole/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { isCommitted } from './is-committed.js';
import { UploadEntity } from './upload.entity.js';
import { startUploadApi, type UploadApi } from './upload-api.fixture.js';

let api: UploadApi;

beforeAll(async () => {
  api = await startUploadApi({});
}, 180_000);
afterEach(() => api.lines.database.set({ kind: 'none' }));
afterAll(() => api?.stop(), 30_000);

describe('an upload while the database is away', () => {
  it('is told to come again, and leaves no original behind, however often it comes', async () => {
    await api.lines.database.set({ kind: 'refuse' });
    for (let again = 0; again < 3; again += 1) {
      const response = await api.post(api.file());
      expect([response.status, ((await response.json()) as Problem).code]).toEqual([503, 'ledger_unavailable']);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await api.lines.database.set({ kind: 'none' });
    expect(await api.kept()).toEqual({ rows: 0, objects: 0 });

    await eventually(async () => (await api.post(api.file())).status === 201);
    expect(await api.kept()).toEqual({ rows: 1, objects: 1 });
  });
});

describe('a commit whose answer was lost', () => {
  it.each(['commitTransaction', 'rollbackTransaction'] as const)(
    'is in doubt until the server is done with it: %s',
    async (end) => {
      await api.post(api.file());
      const [row] = await api.database.manager.find(UploadEntity, { take: 1 });
      const id = newId<PhotoId>();
      const lost = api.database.createQueryRunner();
      await lost.startTransaction();
      await lost.manager.insert(UploadEntity, { ...row!, id });

      const asked = isCommitted(api.database, id);
      // Long enough for any answer that does not wait.
      expect(await Promise.race([asked, pause(500, 'waits')])).toBe('waits');
      await lost[end]();
      expect(await asked).toBe(end === 'commitTransaction');
      await lost.release();
    },
  );
});
