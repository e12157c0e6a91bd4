import type { Provisioned } from '@pinhole/resources/provision';
import type { ProcessPlan } from '../supervision/process-plan.js';
import { answersOk } from './answers.js';
import { frugalAllocator, heapOf } from './frugal-memory.js';
import { launchScript } from './launch-script.js';
import { scriptOf } from './project-root.js';

export const serviceNames = ['upload-api', 'gallery-api', 'resizer', 'edge'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** How long a service may finish what it has in hand: less than the ten seconds in which all must be stopped. */
export const drainSeconds = 8;

/** What the services need to know of the stack around them. */
export interface Surroundings {
  readonly publicUrl: string;
  readonly ports: Readonly<Record<ServiceName, number>>;
  readonly provisioned: Provisioned;
  /** Where the services find S3, SNS and SQS, and by which account. */
  readonly aws: NodeJS.ProcessEnv;
  readonly databaseUrls: { readonly uploads: string; readonly gallery: string };
  readonly inherited: NodeJS.ProcessEnv;
}

const scripts: Record<ServiceName, string> = {
  'upload-api': 'apps/upload-api/dist/main.js',
  'gallery-api': 'apps/gallery-api/dist/main.js',
  resizer: 'apps/resizer/dist/main.js',
  edge: 'tools/local/dist/edge/main.js',
};

/** One process for each service, told in its environment where everything else is. */
export function planServices(surroundings: Surroundings): ProcessPlan[] {
  const { ports } = surroundings;
  return serviceNames.map((name) => ({
    name,
    layer: 'services',
    launch: (onLine) => launchScript(scripts[name], [], environmentOf(name, surroundings), onLine, heapOf(name)),
    // The edge is ready only when all the others are; whether it lives itself is another question.
    isReady: () => answersOk(`http://127.0.0.1:${ports[name]}/health/${name === 'edge' ? 'live' : 'ready'}`),
  }));
}

function environmentOf(name: ServiceName, surroundings: Surroundings): NodeJS.ProcessEnv {
  const { ports, inherited, aws, publicUrl } = surroundings;
  const common = { HOST: '127.0.0.1', PORT: String(ports[name]), PUBLIC_URL: publicUrl, DRAIN_SECONDS: String(drainSeconds) };
  return { ...inherited, ...frugalAllocator, ...aws, ...common, ...ownSettings(name, surroundings) };
}

function ownSettings(name: ServiceName, { provisioned, databaseUrls, ports }: Surroundings): NodeJS.ProcessEnv {
  const { topicArn, buckets, queues } = provisioned;
  switch (name) {
    case 'upload-api':
      return {
        DATABASE_URL: databaseUrls.uploads,
        ORIGINALS_BUCKET: buckets.originals,
        PHOTO_EVENTS_TOPIC_ARN: topicArn,
        INBOX_QUEUE_URL: queues.upload.url,
      };
    case 'gallery-api':
      return { DATABASE_URL: databaseUrls.gallery, INBOX_QUEUE_URL: queues.gallery.url };
    case 'resizer':
      return {
        ORIGINALS_BUCKET: buckets.originals,
        VARIANTS_BUCKET: buckets.variants,
        PHOTO_EVENTS_TOPIC_ARN: topicArn,
        RESIZE_PREVIEW_QUEUE_URL: queues['resize-preview'].url,
        RESIZE_FULL_QUEUE_URL: queues['resize-full'].url,
        RESIZE_BACKFILL_QUEUE_URL: queues['resize-backfill'].url,
      };
    case 'edge':
      return {
        UPLOAD_API_URL: `http://127.0.0.1:${ports['upload-api']}`,
        GALLERY_API_URL: `http://127.0.0.1:${ports['gallery-api']}`,
        RESIZER_URL: `http://127.0.0.1:${ports.resizer}`,
        SITE_DIR: scriptOf('apps/site/dist'),
        VARIANTS_BUCKET: buckets.variants,
      };
    default:
      return name satisfies never;
  }
}
