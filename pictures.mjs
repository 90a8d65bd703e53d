/**
 * Makes `docs/report.png` and `docs/mail.png` from the report and the mail of the demo, in a browser without a window.
 *
 *   npm run pictures                           with Chromium at /usr/bin/chromium (Debian: apt-get install chromium)
 *   npm run pictures -- /path/to/a/chromium
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const executablePath = process.argv[2] ?? '/usr/bin/chromium';
// Everybody who clones the project downloads them.
const MOST_BYTES = 250_000;

const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-pictures-'));
const browser = await chromium.launch({
  executablePath,
  // A container has no sandbox and no graphics card. The pages are the project's own.
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  // The seed fixes the people and what they do. The dates are those of today.
  const demo = ['dist/local/mfa-watch.mjs', 'demo', '--once', '--port', '0', '--seed', '1', '--out', folder];
  execFileSync(process.execPath, demo, { stdio: 'inherit' });
  await picture(join(folder, 'report.html'), 'docs/report.png', { width: 1280, height: 1080 });
  // As on a phone.
  await picture(await digest(join(folder, 'outbox')), 'docs/mail.png', { width: 390, height: 1240 });
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

/** The path of the digest. An urgent mail, which has nothing to do first, may lie beside it. */
async function digest(outbox) {
  const digests = [];
  for (const name of await readdir(outbox)) {
    const path = join(outbox, name);
    if (name.endsWith('.html') && (await readFile(path, 'utf8')).includes('Do first')) digests.push(path);
  }
  if (digests.length !== 1) throw new Error(`The demo wrote ${digests.length} digests, not one.`);
  return digests[0];
}

/** Draws the first screen of a page. */
async function picture(page, path, viewport) {
  const tab = await browser.newPage({ viewport, colorScheme: 'light' });
  await tab.goto(pathToFileURL(page).href);
  await tab.screenshot({ path });
  await tab.close();
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}.`);
  process.stdout.write(`${path}: ${viewport.width} by ${viewport.height}, ${size} bytes\n`);
}
