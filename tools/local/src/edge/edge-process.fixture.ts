import { join } from 'node:path';
import { Child, eventually } from '@pinhole/testing';
import { OriginUnderTest } from './origin.fixture.js';
import { frugalAllocator, heapOf } from '../services/frugal-memory.js';

export interface EdgeProcessUnderTest {
  readonly child: Child;
  readonly url: string;
  /** In the place of every service. */
  readonly service: OriginUnderTest;
  stop(): Promise<void>;
}

export const program = join(import.meta.dirname, 'main.js');

/** The edge as it is run: a process of its own, which gets everything from its environment. */
export async function startEdgeProcess(given: Record<string, string> = {}): Promise<EdgeProcessUnderTest> {
  const service = await new OriginUnderTest().start();
  const environment = {
    ...frugalAllocator,
    ...{ PORT: '0', PUBLIC_URL: 'http://127.0.0.1:8080', DRAIN_SECONDS: '10', AWS_REGION: 'us-east-1' },
    ...{ UPLOAD_API_URL: service.url, GALLERY_API_URL: service.url, RESIZER_URL: service.url },
    ...{ SITE_DIR: import.meta.dirname, VARIANTS_BUCKET: 'variants', ...given },
  };
  const child = new Child(process.execPath, [...heapOf('edge'), program], { environment });
  const url = await eventually(() => {
    if (child.ended !== undefined) throw new Error(`The edge ${child.ended}: ${child.lastLines.join('\n')}`);
    const started = child.lastLines.find((line) => line.includes('service.started'));
    return started && (JSON.parse(started) as { url: string }).url;
  });
  const stop = async () => {
    await Promise.all([child.stop(5), service.stop()]);
  };
  return { child, url, service, stop };
}
