import type { ServiceName } from '@pinhole/local';

/** A step of a photo's way at which a process may die. It is a method of ours, and the moment before or after it. */
export interface CrashPoint {
  readonly name: string;
  readonly service: Exclude<ServiceName, 'edge'>;
  /** Compiled, from the root of the checkout. */
  readonly module: string;
  readonly exported: string;
  readonly method: string;
  readonly when: 'before' | 'after';
  /** A picture that goes up in parts is needed to come here. */
  readonly inParts?: true;
}

const store = 'libs/object-store/dist';
const messaging = 'libs/messaging/dist';
const uploadApi = { service: 'upload-api', module: 'apps/upload-api/dist' } as const;
const relay = { service: 'upload-api', module: `${messaging}/photo-events.js`, exported: 'PhotoEvents' } as const;
const settle = { service: 'upload-api', module: `${uploadApi.module}/settle-upload.js`, exported: 'SettleUpload' } as const;
const preview = { service: 'resizer', module: 'apps/resizer/dist/preview-photo.js', exported: 'PreviewPhoto' } as const;
const resizer = { service: 'resizer', module: 'apps/resizer/dist/resize-photo.js', exported: 'ResizePhoto' } as const;
const resized = { service: 'resizer', module: `${messaging}/photo-events.js`, exported: 'PhotoEvents' } as const;
const card = { service: 'gallery-api', module: 'apps/gallery-api/dist/build-card.js', exported: 'BuildCard' } as const;

/** Every step between a photo's first byte and its last row, in the order of its journey. */
export const crashPoints: readonly CrashPoint[] = [
  {
    ...{ name: 'upload.first-part-stored', service: 'upload-api', module: `${store}/object-write.js`, exported: 'ObjectWrite' },
    ...{ method: 'sendPart', when: 'after', inParts: true },
  },
  {
    ...{ name: 'upload.original-stored', service: 'upload-api', module: `${store}/originals.js`, exported: 'Originals' },
    ...{ method: 'put', when: 'after' },
  },
  {
    ...{ name: 'upload.written-not-committed', service: 'upload-api', module: `${messaging}/outbox.js`, exported: 'Outbox' },
    ...{ method: 'add', when: 'after' },
  },
  {
    ...{ name: 'upload.committed-not-answered', service: 'upload-api', module: `${uploadApi.module}/accept-upload.js` },
    ...{ exported: 'AcceptUpload', method: 'promise', when: 'after' },
  },
  { name: 'relay.claimed', ...relay, method: 'publishBatch', when: 'before' },
  { name: 'relay.published-not-marked', ...relay, method: 'publishBatch', when: 'after' },
  { name: 'preview.received', ...preview, method: 'execute', when: 'before' },
  { name: 'preview.stored-not-published', ...preview, method: 'store', when: 'after' },
  { name: 'preview.published-not-deleted', ...preview, method: 'execute', when: 'after' },
  { name: 'resize.received', ...resizer, method: 'execute', when: 'before' },
  { name: 'resize.original-fetched', ...resizer, method: 'fetch', when: 'after' },
  {
    ...{ name: 'resize.some-variants-stored', service: 'resizer', module: `${store}/variants.js`, exported: 'Variants' },
    ...{ method: 'put', when: 'after' },
  },
  { name: 'resize.all-variants-stored', ...resizer, method: 'store', when: 'after' },
  { name: 'resize.published-not-deleted', ...resized, method: 'publish', when: 'after' },
  { name: 'card.received', ...card, method: 'ready', when: 'before' },
  { name: 'card.opened', ...card, method: 'processing', when: 'after' },
  { name: 'card.preview-not-deleted', ...card, method: 'preview', when: 'after' },
  { name: 'card.ready-not-deleted', ...card, method: 'ready', when: 'after' },
  { name: 'settle.received', ...settle, method: 'ready', when: 'before' },
  { name: 'settle.settled-not-deleted', ...settle, method: 'ready', when: 'after' },
];
