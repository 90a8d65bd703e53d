import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { ReportContent } from '../../shared/domain/report';
import { renderReport } from '../../shared/render/report/reportPage';

/** Where Debian and Ubuntu put it. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const path = PATHS.find(existsSync);

if (path === undefined && process.env.CI === 'true')
  throw new Error('The tests in a browser need Chromium (Debian: apt-get install chromium).');

/** Skipped on a machine without Chromium, but not in CI. */
export const describeInBrowser = path === undefined ? describe.skip : describe;

/** A browser without a window. */
export function launchChromium(...more: readonly string[]): Promise<Browser> {
  // A container has no sandbox and no graphics card. The pages are the project's own.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...more];
  return chromium.launch({ args, ...(path === undefined ? {} : { executablePath: path }) });
}

export type Opened = {
  readonly page: Page;
  /** What the browser reported: errors of the script, and what the page's policy denied. */
  readonly complaints: string[];
};

export type InBrowser = {
  /** Opens a report at an address in it, such as `#/accounts?kind=guest`. */
  readonly open: (report: ReportContent, hash?: string, options?: BrowserContextOptions) => Promise<Opened>;
  readonly openFile: (html: string, hash?: string, options?: BrowserContextOptions) => Promise<Opened>;
};

/** A browser without a window for the tests of a file. */
export function inBrowser(): InBrowser {
  jest.setTimeout(90_000);
  let browser: Browser;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-page-'));
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  let files = 0;
  const openFile = async (html: string, hash = '', options: BrowserContextOptions = {}) => {
    const file = join(folder, `page-${files++}.html`);
    await writeFile(file, html);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`The page asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href + hash);
    if (options.javaScriptEnabled !== false && html.includes('account-data'))
      await page.waitForFunction(() => performance.getEntriesByName('accounts-ready').length > 0);
    return { page, complaints };
  };
  return { open: (report, hash, options) => openFile(renderReport(report), hash, options), openFile };
}
