import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, visit } from './browser.fixture.js';
import { asPreview, demoReady, photosOf, startStack, type Stack } from './stack.fixture.js';

describe('looking at photos', () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let complaints: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser(process.env);
    stack = await startStack(process.env, '--demo');
    await demoReady(stack);
  }, 300_000);
  afterAll(() => Promise.all([browser?.close(), stack?.stop()]), 60_000);
  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const photos = () => photosOf(stack);
  async function open(path = '/', options: BrowserContextOptions = {}, url = stack.url): Promise<void> {
    ({ page, complaints } = await visit(browser, url + path, options));
  }
  const links = () => page.getByRole('list', { name: 'Photos' }).getByRole('link');
  const firstLoaded = () => page.waitForFunction(() => document.querySelector<HTMLImageElement>('.tile img')?.naturalWidth);

  it.each([
    { width: 320, height: 640, colorScheme: 'light' },
    { width: 320, height: 640, colorScheme: 'dark' },
    { width: 1280, height: 800, colorScheme: 'light' },
    { width: 1280, height: 800, colorScheme: 'dark' },
  ] as const)('works at $width px, $colorScheme, without scrolling sideways and with nothing moving', async (look) => {
    await open('/', { viewport: look, colorScheme: look.colorScheme });
    await page.evaluate(() => {
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved += (entry as unknown as { value: number }).value;
        document.body.dataset['moved'] = String(moved);
      });
      let moved = 0;
      observer.observe({ type: 'layout-shift', buffered: true });
    });
    await firstLoaded();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(Number((await page.locator('body').getAttribute('data-moved')) ?? 0)).toBeLessThan(0.01);
    const [light, dark] = ['rgb(251, 250, 248)', 'rgb(21, 24, 28)'];
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      look.colorScheme === 'light' ? light : dark,
    );
  });

  it('shows them in the order of the API, each with a name', async () => {
    await open();
    await firstLoaded();
    const titles = (await photos()).map(({ title }) => title);
    expect(await links().evaluateAll((all) => all.map((link) => link.ariaLabel))).toEqual(titles);
  });

  it('takes the format and the width that this screen wants', async () => {
    await open('/', { viewport: { width: 320, height: 640 } });
    await firstLoaded();
    expect(await page.evaluate(() => document.querySelector<HTMLImageElement>('.tile img')?.currentSrc)).toMatch(
      /\/(320|640)\.avif$/,
    );
  });

  it('opens one large by a click, and closes it by a button', async () => {
    await open();
    const title = (await photos())[2]!.title;
    await links().nth(2).click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByRole('img', { name: title }).waitFor();
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('dialog img')?.naturalWidth);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(page.url()).toBe(`${stack.url}/`);
  });

  it('is walked through by the keyboard: Enter, arrows, Escape, and back where it began', async () => {
    await open();
    const [first, second] = (await photos()).map(({ title }) => title);
    await links().first().waitFor();
    await page.getByLabel('Choose photos').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(first);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: first! }).waitFor();
    await page.keyboard.press('ArrowLeft'); // Nothing is before the first.
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: second! }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('dialog', { name: first! }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(first);
  });

  it('brings older ones as one comes near the end, and none twice', async () => {
    await open('/', { viewport: { width: 320, height: 300 } });
    await page.route(/\/v1\/photos(\?|$)/, (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '3');
      return route.continue({ url: String(url) });
    });
    await page.reload();
    await links().first().waitFor();
    const titles = (await photos()).map(({ title }) => title);
    expect(await links().count()).toBeLessThan(titles.length);
    await page.waitForFunction((count) => {
      scrollTo(0, document.body.scrollHeight);
      return document.querySelectorAll('.tile').length >= count;
    }, titles.length);
    expect(await links().evaluateAll((all) => all.map((link) => link.ariaLabel))).toEqual(titles);
    await page.getByRole('button', { name: 'Show more photos' }).waitFor({ state: 'hidden' });
  });

  it('works under another name of this machine', async () => {
    await open('/', {}, stack.url.replace('127.0.0.1', 'localhost'));
    await firstLoaded();
  });

  it('shows one on a page of its own, which any site may link to', async () => {
    const photo = (await photos())[1]!;
    await open(new URL(photo.links.page).pathname);
    await page.getByRole('img', { name: photo.title }).waitFor();
    await page.getByRole('heading', { name: photo.title }).waitFor();
    expect(await page.title()).toBe(`${photo.title} · Pinhole`);
    await page.getByRole('link', { name: 'All photos' }).click();
    await links().first().waitFor();
  });

  it('says on its page that one is on its way, and shows it when it is there', async () => {
    const photo = (await photos())[1]!;
    const answers = [
      { status: 404, json: { detail: 'not here yet' } },
      { json: { ...photo, state: 'processing', picture: null } },
      { json: { ...photo, state: 'preview' } },
      { json: photo },
    ];
    await open();
    await page.route(`**/v1/photos/${photo.id}`, (route) => route.fulfill(answers.shift()));
    await page.goto(`${stack.url}/p/${photo.id}`);
    await page.getByRole('status').getByText('This photo is being prepared.').waitFor();
    await page.getByRole('img', { name: photo.title }).waitFor();
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('figure img')?.naturalWidth);
    for (let looks = 0; answers.length > 0; looks += 1) {
      if (looks > 100) throw new Error('The page does not ask for what comes after the preview.');
      await page.waitForTimeout(100);
    }
  });

  it('shows its preview in the grid until the rest is loaded, and then the rest', async () => {
    const [photo, ...others] = await photos();
    let state: 'preview' | 'ready' = 'preview';
    await open();
    await page.route(/\/v1\/photos(\?|$)/, (route) => {
      const shown = state === 'preview' ? asPreview(photo!) : photo;
      return route.fulfill({ json: { items: [shown, ...others], nextCursor: null } });
    });
    await page.reload();
    const tile = page.locator(`.tile[data-id="${photo!.id}"]`);
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.tile[data-state="preview"] img')?.naturalWidth);
    expect(await tile.locator('source').count()).toBe(1);
    state = 'ready';
    await page.locator(`.tile[data-id="${photo!.id}"][data-state="ready"]`).waitFor();
    await page.waitForFunction(() => !document.querySelector('.tile[data-state="ready"] .placeholder'));
    expect(await tile.locator('picture').count()).toBe(1);
    expect(await tile.locator('source').count()).toBe(photo!.picture!.sources.length);
  });

  it('says on its page why one was not taken, and that there is none where there is none', async () => {
    const photo = (await photos())[1]!;
    const rejection = { code: 'damaged', detail: 'The file ends in the middle of the picture.' };
    await open();
    await page.route(`**/v1/photos/${photo.id}`, (route) =>
      route.fulfill({ json: { ...photo, state: 'rejected', rejection, picture: null } }),
    );
    await page.goto(`${stack.url}/p/${photo.id}`);
    await page.getByRole('status').getByText('This photo was not taken. The file ends in the middle').waitFor();
    for (const path of ['/p/01a1fe50-983e-7a0d-9058-808364062b98', '/p/nothing']) {
      await page.goto(stack.url + path);
      await page.getByRole('status').getByText('There is no photo at this address.').waitFor();
    }
  });

  it('makes the picture for the README', async () => {
    await open('/', { viewport: { width: 1280, height: 800 } });
    await firstLoaded();
    await page.waitForLoadState('networkidle');
    // Into the tree only when asked to: SCREENSHOT=docs/images/gallery.png, from the root of the repository.
    const root = join(import.meta.dirname, '../../..');
    const path = join(root, process.env['SCREENSHOT'] ?? 'apps/site/.report/gallery.png');
    await mkdir(dirname(path), { recursive: true });
    expect((await page.screenshot({ path })).byteLength).toBeGreaterThan(20_000);
  });
});
