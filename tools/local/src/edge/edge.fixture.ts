import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@pinhole/service-kit/plain';
import type { EdgeConfig } from './config.js';
import { edgeLimits, type EdgeLimits } from './edge-limits.js';
import { OriginUnderTest } from './origin.fixture.js';
import { startEdge, type RunningEdge } from './start-edge.js';

export interface EdgeUnderTest {
  readonly edge: RunningEdge;
  readonly url: string;
  readonly uploads: OriginUnderTest;
  readonly gallery: OriginUnderTest;
  readonly resizer: OriginUnderTest;
  readonly siteDir: string;
  stop(): Promise<void>;
}

/** An edge on a free port, with a server of the test's own in the place of each service, and an empty site. */
export async function startEdgeUnderTest(
  given: Partial<EdgeConfig> = {},
  limits: Partial<EdgeLimits> = {},
): Promise<EdgeUnderTest> {
  const services = [new OriginUnderTest(), new OriginUnderTest(), new OriginUnderTest()] as const;
  const [uploads, gallery, resizer] = services;
  await Promise.all(services.map((service) => service.start()));
  const siteDir = await mkdtemp(join(tmpdir(), 'pinhole-site-'));
  const config: EdgeConfig = {
    PORT: 0,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://photos.example:8080',
    DRAIN_SECONDS: 5,
    LOG_LEVEL: 'silent',
    AWS_REGION: 'us-east-1',
    S3_FORCE_PATH_STYLE: true,
    VARIANTS_BUCKET: 'variants',
    UPLOAD_API_URL: uploads.url,
    GALLERY_API_URL: gallery.url,
    RESIZER_URL: resizer.url,
    SITE_DIR: siteDir,
    EDGE_CACHE_BYTES_MAX: 8 * 1024 * 1024,
    ...given,
  };
  const edge = await startEdge(config, createLogger('edge', config.LOG_LEVEL), { ...edgeLimits, ...limits });
  const stop = async () => {
    await Promise.all([edge.close(), ...services.map((service) => service.stop())]);
    await rm(siteDir, { recursive: true });
  };
  return { edge, url: edge.url, uploads, gallery, resizer, siteDir, stop };
}
