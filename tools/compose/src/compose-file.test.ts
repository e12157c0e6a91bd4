import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frugalAllocator, heapOf } from '@pinhole/local';
import { schemas } from '@pinhole/local/schemas';
import { buckets, inboxes, resourceNames, topic } from '@pinhole/resources';

const textOf = (name: string) => readFileSync(join(import.meta.dirname, '../../..', name), 'utf8');
const composeFile = textOf('docker-compose.yml');
const dockerfile = textOf('Dockerfile');
const names = resourceNames('pinhole');

describe('docker-compose.yml', () => {
  it('calls everything as the table of resources does', () => {
    const expected = [
      ...Object.values(buckets).map(({ name }) => `_BUCKET: ${names.bucket(name)}\n`),
      ...Object.values(inboxes).map(({ name }) => `_QUEUE_URL: http://localstack:4566/000000000000/${names.queue(name)}\n`),
      `PHOTO_EVENTS_TOPIC_ARN: arn:aws:sns:us-east-1:000000000000:${names.topic(topic.name)}\n`,
    ];
    expect(expected.filter((line) => !composeFile.includes(line))).toEqual([]);
  });

  it('gives each service an account for its own schema', () => {
    const urls = [...composeFile.matchAll(/DATABASE_URL: (.*)/g)].map(([, url]) => url);
    expect(urls).toEqual(Object.values(schemas).map((name) => `mysql://${name}:pinhole@mysql:3306/${name}`));
  });

  it('publishes one port, on loopback alone', () => {
    expect([...composeFile.matchAll(/^ +ports:\n((?: +- .*\n)+)/gm)].map(([, ports]) => ports?.trim())).toEqual([
      '- 127.0.0.1:${PINHOLE_PORT:-8080}:8080',
    ]);
    expect(composeFile).not.toMatch(/network_mode|privileged: true/);
  });
});

describe('the images', () => {
  it.each([
    ['upload-api', 'apps/upload-api/dist/main.js'],
    ['gallery-api', 'apps/gallery-api/dist/main.js'],
    ['resizer', 'apps/resizer/dist/main.js'],
    ['edge', 'tools/compose/dist/edge.main.js'],
  ])('start %s with the heap that npm start gives it', (service, program) => {
    const commands = [...dockerfile.matchAll(/^CMD (\[[^\]]*\])/gm)].map(
      ([, list]) => JSON.parse(list!.replace('\\', '')) as string[],
    );
    expect(commands).toContainEqual([...heapOf(service), program]);
  });

  it('give all of them the allocator’s settings of npm start', () => {
    const settings = Object.entries(frugalAllocator).map(([name, value]) => `${name}=${value}`);
    expect(settings.filter((setting) => !dockerfile.includes(` ${setting}`))).toEqual([]);
  });
});
