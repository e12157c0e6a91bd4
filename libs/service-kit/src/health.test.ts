import { afterEach, describe, expect, it } from '@jest/globals';
import { ask, startService, type RunningService } from './a-service.fixture.js';
import { Readiness } from './readiness.js';

let service: RunningService;
afterEach(() => service.stop());

async function ready() {
  const { status, headers, text } = await ask(`${service.url}/health/ready`);
  return { status, cache: headers['cache-control'], report: JSON.parse(text) as unknown };
}

describe('health', () => {
  it('is live while the process runs, whatever else is down', async () => {
    service = await startService([]);
    service.app.get(Readiness).register('database', () => Promise.reject(new Error('gone')));
    const { status, headers } = await ask(`${service.url}/health/live`);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
  });

  it('is ready when every check passes', async () => {
    service = await startService([]);
    service.app.get(Readiness).register('database', async () => {});
    expect(await ready()).toEqual({ status: 200, cache: 'no-store', report: { ready: true, checks: { database: 'up' } } });
  });

  it('is not ready while one part is down, and says which', async () => {
    service = await startService([]);
    service.app.get(Readiness).register('database', () => Promise.reject(new Error('gone')));
    service.app.get(Readiness).register('inbox', async () => {});
    expect(await ready()).toEqual({
      status: 503,
      cache: 'no-store',
      report: { ready: false, checks: { database: 'down', inbox: 'up' } },
    });
  });

  it('does not wait for a part that does not answer', async () => {
    service = await startService([]);
    service.app.get(Readiness).register('database', () => new Promise(() => {}));
    expect((await ready()).report).toEqual({ ready: false, checks: { database: 'down' } });
  });

  it('is not in the access log: load balancers ask all day', async () => {
    service = await startService([]);
    await ready();
    await ask(`${service.url}/nothing`);
    expect(service.lines.filter(({ event }) => event === 'request.answered')).toMatchObject([{ path: '/nothing' }]);
  });

  it('has one check for each name', async () => {
    service = await startService([]);
    service.app.get(Readiness).register('database', async () => {});
    expect(() => service.app.get(Readiness).register('database', async () => {})).toThrow('database');
  });
});
