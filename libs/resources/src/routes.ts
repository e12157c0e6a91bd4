/** Who answers what at the edge. The first that matches wins; `*` stands for any rest. */
export type Origin = 'upload-api' | 'gallery-api' | 'variants' | 'site';

export interface Route {
  readonly path: string;
  readonly origin: Origin;
  readonly cache: keyof typeof cacheRules;
  /** What the origin sees in place of the path, where that differs. */
  readonly rewrite?: string;
}

/** How the edge caches: by path and, where `query` says so, by the query's parameters; never by any header of the asker. */
export interface CacheRule {
  /** `origin`: as long as the origin's Cache-Control says, s-maxage before max-age. `never`: straight through. */
  readonly keep: 'origin' | 'never';
  readonly query: 'ignored' | 'part of the key';
  /** Compress text on its way out. */
  readonly compress: boolean;
}

export const cacheRules = {
  image: { keep: 'origin', query: 'ignored', compress: false },
  json: { keep: 'origin', query: 'part of the key', compress: true },
  page: { keep: 'origin', query: 'ignored', compress: true },
  upload: { keep: 'never', query: 'part of the key', compress: false },
} as const satisfies Record<string, CacheRule>;

export const routes: readonly Route[] = [
  { path: '/v1/uploads*', origin: 'upload-api', cache: 'upload' },
  { path: '/v1/capabilities', origin: 'upload-api', cache: 'json' },
  { path: '/v1/*', origin: 'gallery-api', cache: 'json' },
  { path: '/openapi/upload-api.json', origin: 'upload-api', cache: 'json', rewrite: '/openapi.json' },
  { path: '/openapi/gallery-api.json', origin: 'gallery-api', cache: 'json', rewrite: '/openapi.json' },
  { path: '/i/*', origin: 'variants', cache: 'image' },
  { path: '/p/*', origin: 'site', cache: 'page', rewrite: '/index.html' },
  { path: '/', origin: 'site', cache: 'page', rewrite: '/index.html' },
  { path: '/*', origin: 'site', cache: 'page' },
];

/** Cache-Control of what we store and answer. */
export const cacheControl = {
  /** Bytes at a URL never change. */
  immutable: 'public, max-age=31536000, immutable',
  /** Browsers ask again by ETag; the edge keeps a page for a second, so that thousands of askers are one query. */
  list: 'public, max-age=0, s-maxage=1',
  /** Open to whoever has the link, and so in no shared cache. */
  unlisted: 'private, no-store',
  none: 'no-store',
  capabilities: 'public, max-age=60',
  /** Pages and scripts of the site: asked again by ETag, kept at the edge for a minute. */
  site: 'public, max-age=0, s-maxage=60',
} as const;
