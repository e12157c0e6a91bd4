import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from './ask.fixture.js';
import { askServices } from './ask-services.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

describe('the health of the whole', () => {
  let under: EdgeUnderTest;
  beforeAll(async () => (under = await startEdgeUnderTest()));
  afterAll(() => under.stop());
  beforeEach(() => {
    for (const service of [under.uploads, under.gallery, under.resizer]) service.says({ ready: true });
  });

  it('is ready when all are', async () => {
    const answer = await ask(`${under.url}/health/ready`);
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    const services = { 'upload-api': 'up', 'gallery-api': 'up', resizer: 'up', edge: 'up' };
    expect(answer.json()).toEqual({ ready: true, services });
    expect(under.resizer.asked.at(-1)?.url).toBe('/health/ready');
  });

  it('names who is not', async () => {
    under.gallery.says({ ready: false }, {}, 503);
    await under.resizer.stop();
    const answer = await ask(`${under.url}/health/ready`);
    await under.resizer.start();
    expect(answer.status).toBe(503);
    const services = { 'upload-api': 'up', 'gallery-api': 'down', resizer: 'down', edge: 'up' };
    expect(answer.json()).toEqual({ ready: false, services });
  });

  it('does not wait for who does not answer', async () => {
    under.gallery.answering = () => {};
    const services = { 'upload-api': new URL(under.uploads.url), 'gallery-api': new URL(under.gallery.url) };
    expect(await askServices(services, 'up', 0.1)).toMatchObject({
      ready: false,
      services: { 'upload-api': 'up', 'gallery-api': 'down' },
    });
  });

  it('is live whatever the others do', async () => {
    under.gallery.says({}, {}, 503);
    expect(await ask(`${under.url}/health/live`)).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  });

  it('is only to be read', async () => {
    expect(await ask(`${under.url}/health/ready`, { method: 'POST' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  });

  it('is not ready while it drains', async () => {
    const other = await startEdgeUnderTest();
    for (const service of [other.uploads, other.gallery, other.resizer]) service.says({ ready: true });
    other.edge.drain();
    expect((await ask(`${other.url}/health/ready`)).json()).toMatchObject({
      ready: false,
      services: { edge: 'down', resizer: 'up' },
    });
    await other.stop();
  });
});
