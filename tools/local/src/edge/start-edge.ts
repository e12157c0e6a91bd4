import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { closeServer, createLimitedServer, s3Client, type Logger } from '@pinhole/service-kit/plain';
import { CachedAnswers } from './cached-answers.js';
import type { EdgeConfig } from './config.js';
import { EdgeCache } from './edge-cache.js';
import { edgeLimits, type EdgeLimits } from './edge-limits.js';
import type { EdgeParts } from './edge-parts.js';
import { handleRequest } from './handle-request.js';
import { ServiceOrigin } from './service-origin.js';
import { SiteOrigin } from './site-origin.js';
import { VariantsOrigin } from './variants-origin.js';

export interface RunningEdge {
  readonly url: string;
  readonly cache: EdgeCache;
  /** From now on not ready, and the last answer on each connection. */
  drain(): void;
  /** Takes no new requests, and resolves when those in hand are answered. */
  close(): Promise<void>;
}

/** One door for everything: the same paths, and the same caching, that CloudFront and the load balancer have. */
export async function startEdge(config: EdgeConfig, logger: Logger, limits: EdgeLimits = edgeLimits): Promise<RunningEdge> {
  const cache = new EdgeCache(config.EDGE_CACHE_BYTES_MAX);
  const state = { draining: false };
  const parts = partsOf(config, cache, limits, logger, () => state.draining);
  const server = createLimitedServer((request, response) => void handleRequest(parts, request, response), logger);
  server.listen(config.PORT, config.HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.HOST}:${port}`,
    cache,
    drain: () => void (state.draining = true),
    close: () => closeServer(server),
  };
}

function partsOf(config: EdgeConfig, cache: EdgeCache, limits: EdgeLimits, logger: Logger, isDraining: () => boolean): EdgeParts {
  const publicUrl = new URL(config.PUBLIC_URL);
  const uploads = { name: 'The upload service', url: new URL(config.UPLOAD_API_URL) };
  const gallery = { name: 'The gallery', url: new URL(config.GALLERY_API_URL) };
  const objectBytesMax = Math.min(limits.objectBytesMax, config.EDGE_CACHE_BYTES_MAX * limits.objectShareOfMemory);
  return {
    publicUrl,
    answers: new CachedAnswers(cache, objectBytesMax, limits.originSecondsMax),
    origins: {
      'upload-api': new ServiceOrigin(uploads.name, uploads.url, limits, isDraining),
      'gallery-api': new ServiceOrigin(gallery.name, gallery.url, limits, isDraining),
      variants: new VariantsOrigin(s3Client(config), config.VARIANTS_BUCKET),
      site: new SiteOrigin(config.SITE_DIR, publicUrl.origin),
    },
    services: { 'upload-api': uploads, 'gallery-api': gallery },
    health: { 'upload-api': uploads.url, 'gallery-api': gallery.url, resizer: new URL(config.RESIZER_URL) },
    limits,
    isDraining,
    logger,
  };
}
