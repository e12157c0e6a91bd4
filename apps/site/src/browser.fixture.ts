import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.fixture.js';

/** No sandbox, because a container's root has none; and nothing of its own on the network. */
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export function openBrowser(environment: NodeJS.ProcessEnv): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(environment), args: flags });
}

export interface Visit {
  readonly page: Page;
  /** What the page complained of: errors in scripts, and what its policy forbids. */
  readonly complaints: string[];
}

/** A visitor without a past. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // An answer such as 404 is reported as an error by the browser, and is none of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** Pictures that the browser itself paints, as JPEG files: one colour each, so that they differ. */
export function paint(
  page: Page,
  names: readonly string[],
  width = 1200,
  height = 800,
): Promise<{ name: string; base64: string }[]> {
  return page.evaluate(
    ([names, width, height]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d')!;
      return names.map((name, index) => {
        context.fillStyle = `hsl(${index * 67} 60% 50%)`;
        context.fillRect(0, 0, width, height);
        context.fillStyle = 'white';
        context.fillRect(index * 40, index * 40, 100, 100);
        return { name, base64: canvas.toDataURL('image/jpeg', 0.9).split(',')[1]! };
      });
    },
    [names, width, height] as const,
  );
}

/** Drops files on the page as a hand would. */
export async function drop(page: Page, files: readonly { name: string; base64: string }[]): Promise<void> {
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);
}
