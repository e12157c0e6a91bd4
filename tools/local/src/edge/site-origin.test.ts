import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheControl } from '@pinhole/resources';
import { ask } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

const page = '<!doctype html><title>Pinhole</title>'.padEnd(2_000);

describe('the site', () => {
  let under: EdgeUnderTest;
  beforeAll(async () => {
    under = await startEdgeUnderTest();
    await mkdir(join(under.siteDir, 'folder.js'));
    await mkdir(join(under.siteDir, 'inner'));
    const files = [
      'style.css',
      'main.js',
      'icon.svg',
      'inner/part.js',
      'main.test.js',
      'main.d.ts',
      '.tsbuildinfo',
      '.hidden.js',
      'key.pem',
    ];
    for (const file of files) await writeFile(join(under.siteDir, file), `/* ${file} */`);
    await writeFile(join(under.siteDir, 'index.html'), page);
    await symlink('/etc/hostname', join(under.siteDir, 'out.txt'));
  });
  afterAll(() => under.stop());

  it('is the same page at / and for every photo', async () => {
    const front = await ask(`${under.url}/`);
    expect(front).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': cacheControl.site, 'x-cache': 'Miss from pinhole' },
    });
    expect(front.body.toString()).toBe(page);
    const photo = await ask(`${under.url}/p/01a1fe31-2c8b-7653-bdbb-281b23bae9fb?x=1`);
    expect(photo.body.toString()).toBe(page);
    // One entry for all of them: nobody fills the cache with pages that do not exist.
    expect(photo.headers['x-cache']).toBe('Hit from pinhole');
  });

  it('runs its own scripts and shows its own pictures, and nothing else', async () => {
    const policy = String((await ask(`${under.url}/`)).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("img-src 'self' http://photos.example:8080;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it.each([
    ['/style.css', 'text/css; charset=utf-8'],
    ['/main.js', 'text/javascript; charset=utf-8'],
    ['/inner/part.js', 'text/javascript; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
  ])('gives %s as %s', async (path, type) => {
    const file = await ask(under.url + path);
    expect(file).toMatchObject({ status: 200, headers: { 'content-type': type, 'x-content-type-options': 'nosniff' } });
    expect(file.body.toString()).toBe(`/* ${path.slice(1)} */`);
    const again = await ask(under.url + path, { headers: { 'if-none-match': file.headers.etag } });
    expect(again.status).toBe(304);
  });

  it('is compressed for those who take it so', async () => {
    const zipped = await ask(`${under.url}/`, { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(zipped.body.length).toBeLessThan(page.length);
  });

  it.each([
    '/nothing.js',
    '/main.test.js',
    '/main.d.ts',
    '/.tsbuildinfo',
    '/.hidden.js',
    '/key.pem',
    '/folder.js',
    '/inner/',
    '/out.txt',
    '/../package.json',
    '/inner/%2e%2e/%2e%2e/etc/hostname.txt',
    '/index.html/style.css',
    '/%69ndex.html',
  ])('has nothing at %s', async (path) => {
    const answer = await ask(under.url + path);
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
  });
});
