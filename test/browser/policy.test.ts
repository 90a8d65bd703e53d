import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpResponseInit } from '@azure/functions';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { answerError, answerJson, answerPage, answerText, secured } from '../../functions/http/response';
import { previewPage } from '../../shared/render/digest/previewPage';
import { reportFile } from '../../shared/render/report/reportFile';
import { accounts, aReport } from '../render/builders';
import { MAILS } from '../render/mail/mails';
import { describeInBrowser, inBrowser, launchChromium } from './chromium';

const MAIL = MAILS[0]?.[1].html ?? '';

/** What text that slipped into a page could try. */
const SLIPPED = `<p id="styled" style="color: rgb(1, 2, 3)">x</p><script>pwned = 'script'</script>
<img src="x" onerror="pwned = 'handler'"><style>#styled { color: rgb(1, 2, 3) }</style><iframe srcdoc="<script>parent.pwned = 'frame'</script>"></iframe>
<a id="link" href="javascript:pwned = 'link'">x</a><form action="/stolen"><button id="send">x</button></form><base href="https://evil.example/">`;

const slippedInto = ({ html, policy }: { readonly html: string; readonly policy: string }) => ({
  html: html.replace('</body>', () => `${SLIPPED}</body>`),
  policy,
});
/** The same with the policy of the header alone, as in a file without one of its own. */
const withoutMeta = ({ html, policy }: { readonly html: string; readonly policy: string }) => ({
  html: html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
  policy,
});

describeInBrowser('answers in a browser', () => {
  jest.setTimeout(60_000);
  let browser: Browser;
  let server: Server;
  let url = '';
  const answers = new Map<string, HttpResponseInit>();
  beforeAll(async () => {
    browser = await launchChromium();
    server = createServer((request, response) => {
      const answer = secured(answers.get(request.url ?? '') ?? answerError('notFound', 'Not there.'));
      const { body, jsonBody, headers, status } = answer;
      response.writeHead(status ?? 200, headers as Record<string, string>);
      response.end(jsonBody === undefined ? body : JSON.stringify(jsonBody));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  async function opened(path: string, answer: HttpResponseInit) {
    answers.set(path, answer);
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(`addEventListener('securitypolicyviolation', (event) => {
      (globalThis.denied ??= new Set()).add(event.effectiveDirective);
    });`);
    await page.goto(url + path);
    return { page, complaints };
  }

  const denied = async (page: Page) =>
    String(await page.evaluate(`[...(globalThis.denied ?? [])].sort().join(' ')`));
  const ready = (page: Page) =>
    page.waitForFunction(() => performance.getEntriesByName('accounts-ready').length > 0);

  test('the report runs its script, and the browser denies it nothing', async () => {
    const { page, complaints } = await opened(
      '/report',
      answerPage(reportFile(aReport({ accounts: accounts(120) }))),
    );
    await ready(page);
    await page.getByRole('searchbox').fill('7');
    await page.getByRole('button', { name: 'Save as CSV' }).first().click();
    expect([complaints, await denied(page)]).toEqual([[], '']);
  });

  test('the digest is drawn, and the browser denies it nothing', async () => {
    const { page, complaints } = await opened('/digest', answerPage(previewPage(MAIL)));
    expect([complaints, await denied(page)]).toEqual([[], '']);
  });

  describe.each([
    ['the report', () => reportFile(aReport())],
    ['the digest', () => previewPage(MAIL)],
  ])('text that slipped into %s does no harm', (_page, made) => {
    test.each([
      ['by the policy of the header', () => withoutMeta(slippedInto(made()))],
      ['by the policy of the file, if it was saved', () => ({ ...slippedInto(made()), policy: '' })],
    ])('%s', async (_how, page) => {
      const { html, policy } = page();
      const answer = policy === '' ? savedFile(html) : answerPage({ html, policy });
      const shown = await opened('/slipped', answer);
      await shown.page.locator('#link').click();
      await shown.page.evaluate(`document.querySelector('form[action]').requestSubmit()`);
      for (let tries = 0; tries < 400 && !(await denied(shown.page)).includes('form-action'); tries++)
        await shown.page.waitForTimeout(50);
      const violations = await denied(shown.page);
      for (const directive of ['base-uri', 'form-action', 'img-src', 'script-src-elem', 'style-src-attr'])
        expect(violations).toContain(directive);
      expect(await shown.page.evaluate('globalThis.pwned')).toBeUndefined();
      expect(await shown.page.evaluate(`getComputedStyle(document.querySelector('#styled')).color`)).not.toBe(
        'rgb(1, 2, 3)',
      );
      expect(new URL(shown.page.url()).pathname).toBe('/slipped');
    });
  });

  test.each([
    ['JSON', answerJson({ text: SLIPPED })],
    ['an error', answerError('badRequest', SLIPPED)],
    ['CSV', answerText(SLIPPED, 'text/plain; charset=utf-8')],
    ['a type that is wrong', answerText(`<!doctype html>${SLIPPED}`, 'text/html')],
  ])('%s runs nothing', async (_what, answer) => {
    const { page } = await opened('/text', answer);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
  });

  test('no page of another site can frame an answer', async () => {
    answers.set('/framed', answerJson({}));
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>x</title>');
    await page.setContent(`<iframe src="${url}/framed"></iframe>`);
    const frame = page.frames()[1];
    await frame?.waitForLoadState();
    expect(frame?.url()).toMatch(/^chrome-error:/);
  });
});

/** A file has no header: this one allows all that it can. */
function savedFile(html: string): HttpResponseInit {
  return answerText(html, 'text/html; charset=utf-8', {
    'content-security-policy': "default-src * data: 'unsafe-inline'",
  });
}

/** Everything that a reader sees of each element. */
const LOOK = `[...document.querySelectorAll('body, body *')].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return [element.tagName, x, y, width, height, ...[...style].map((name) => name + ':' + style.getPropertyValue(name))].join(' ');
})`;

describeInBrowser('the preview of a mail looks like the mail', () => {
  const { openFile } = inBrowser();

  test.each(MAILS)('%s', async (_name, { html }) => {
    for (const [colorScheme, width] of [
      ['light', 360],
      ['dark', 1024],
    ] as const) {
      const options = { colorScheme, viewport: { width, height: 800 } };
      const [mail, preview] = await Promise.all([
        openFile(html, '', options),
        openFile(previewPage(html).html, '', options),
      ]);
      const look = await mail.page.evaluate<string[]>(LOOK);
      expect(look.length).toBeGreaterThan(20);
      expect(await preview.page.evaluate(LOOK)).toEqual(look);
      expect(preview.complaints).toEqual([]);
      await mail.page.context().close();
      await preview.page.context().close();
    }
  });
});
