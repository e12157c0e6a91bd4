import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { drop, openBrowser, paint, visit } from './browser.fixture.js';
import { startStack, type Stack } from './stack.fixture.js';

const patience = 60_000;

describe('sending photos', () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    browser = await openBrowser(process.env);
    stack = await startStack(process.env);
  }, 300_000);
  afterAll(() => Promise.all([browser?.close(), stack?.stop()]), 60_000);
  beforeEach(async () => ({ page, complaints } = await visit(browser, stack.url)));
  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const rows = () => page.getByRole('list', { name: 'Uploads' }).getByRole('listitem');
  const tiles = () => page.getByRole('list', { name: 'Photos' }).getByRole('listitem');
  const pictures = () => page.locator('.tile[data-state=ready] img');

  /** What is there before a test adds to it. */
  async function countAtFirst(): Promise<number> {
    await pictures().first().waitFor();
    return tiles().count();
  }

  it('by dropping one: it is under way, then being prepared, and then there, by itself', async () => {
    await page.getByText('There are no photos yet.').waitFor();
    await drop(page, await paint(page, ['harbour.jpg']));
    await page.getByRole('progressbar', { name: 'Upload of harbour.jpg' }).waitFor();
    await pictures().first().waitFor({ timeout: patience });
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.tile img')?.naturalWidth);
    await page.getByRole('status').getByText('harbour.jpg is in the gallery.').waitFor();
    expect(await rows().count()).toBe(0);
    expect(await tiles().count()).toBe(1);
    expect(await page.getByText('There are no photos yet.').isVisible()).toBe(false);
  }, 90_000);

  it('paints what a photo looks like from afar, until it is there', async () => {
    const held = Promise.withResolvers<void>();
    await pictures().first().waitFor();
    await page.route(/\.(avif|jpg)$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.reload({ waitUntil: 'domcontentloaded' });
    const placeholder = page.locator('.tile .placeholder').first();
    await placeholder.waitFor();
    const [red = 0, green = 0, blue = 0, alpha = 0] = await placeholder.evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      return [...canvas.getContext('2d')!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data];
    });
    // It is a red one.
    expect([red > 150, green < 100, blue < 100, alpha]).toEqual([true, true, true, 255]);
    held.resolve();
    await page.waitForFunction(() => !document.querySelector('.tile')?.querySelector('.placeholder'));
    expect(await page.evaluate(() => document.querySelector<HTMLImageElement>('.tile img')?.naturalWidth)).toBeGreaterThan(0);
  });

  it('by choosing several with the keyboard alone', async () => {
    const files = await paint(page, ['one.jpg', 'two.jpg']);
    const before = await countAtFirst();
    await page.getByLabel('Choose photos').focus();
    const opened = page.waitForEvent('filechooser');
    await page.evaluate(() => 0); // By now the browser knows that we wait for it.
    await page.keyboard.press('Enter');
    const chooser = await opened;
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles(
      files.map(({ name, base64 }) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') })),
    );
    await pictures()
      .nth(before + 1)
      .waitFor({ timeout: patience });
  }, 90_000);

  it('that are none: what the service says is shown, and nothing else is lost', async () => {
    await drop(page, [{ name: 'notes.txt', base64: btoa('no photo at all') }]);
    const row = rows().filter({ hasText: 'notes.txt' });
    await row.getByText('We take image/jpeg').waitFor();
    // The same file would be refused again.
    expect(await row.getByRole('button', { name: 'Try again: notes.txt' }).isVisible()).toBe(false);
    await row.getByRole('button', { name: 'Dismiss: notes.txt' }).click();
    expect(await rows().count()).toBe(0);
  });

  it('that turn out to be damaged: taken at first, then refused with the reason, and no tile is left', async () => {
    const before = await countAtFirst();
    const [photo] = await paint(page, ['cut.jpg']);
    await drop(page, [{ name: 'cut.jpg', base64: photo!.base64.slice(0, 800) }]);
    const row = rows().filter({ hasText: 'cut.jpg' });
    await row.getByRole('button', { name: 'Dismiss: cut.jpg' }).waitFor({ timeout: patience });
    expect(await row.locator('.upload-state').textContent()).toMatch(/damaged|cut|end|read/i);
    expect(await tiles().count()).toBe(before);
  }, 90_000);

  it('again, after the connection broke off', async () => {
    const before = await countAtFirst();
    await page.route('**/v1/uploads', (route) => route.abort(), { times: 1 });
    await drop(page, await paint(page, ['again.jpg'], 640, 480));
    await rows().getByText('The connection broke off').waitFor();
    await page.getByRole('button', { name: 'Try again: again.jpg' }).click();
    await page.getByRole('status').getByText('again.jpg is in the gallery.').waitFor({ timeout: patience });
    expect(await tiles().count()).toBe(before + 1);
  }, 90_000);

  it('larger than is taken: told before a byte is sent', async () => {
    let sent = 0;
    await page.route('**/v1/uploads', (route) => ((sent += 1), route.continue()));
    await page.route('**/v1/capabilities', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), uploadBytesMax: 1_000 } });
    });
    await page.reload();
    await drop(page, await paint(page, ['large.jpg']));
    await rows().getByText('1 kB is the most that is taken.').waitFor();
    expect(sent).toBe(0);
  });

  it('many at once: three at a time, and in the end all are there', async () => {
    let [open, most] = [0, 0];
    await page.route('**/v1/uploads', async (route) => {
      most = Math.max(most, (open += 1));
      await new Promise((resolve) => setTimeout(resolve, 200));
      open -= 1;
      await route.continue();
    });
    const before = await countAtFirst();
    await drop(
      page,
      await paint(
        page,
        Array.from({ length: 8 }, (_, index) => `many-${index}.jpg`),
        400,
        300,
      ),
    );
    expect(await rows().count()).toBe(8);
    await pictures()
      .nth(before + 7)
      .waitFor({ timeout: patience });
    expect(most).toBe(3);
    await rows().first().waitFor({ state: 'detached' });
  }, 90_000);
});
