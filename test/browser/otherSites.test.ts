import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { guardedHost } from '../host/guardedHost';
import { describeInBrowser, launchChromium } from './chromium';

const FOREIGN = 'evil.example';

/** What a page can do without leave to make a browser send something elsewhere. Each resolves when it was answered or blocked. */
const WAYS: Readonly<Record<string, (target: string) => Promise<unknown>>> = {
  'a request of its script': (target) =>
    fetch(target, { method: 'POST', mode: 'no-cors', body: '{}' }).catch(() => {}),
  'a request that asks first': (target) =>
    fetch(target, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(
      () => {},
    ),
  'a beacon': async (target) => navigator.sendBeacon(target, '{}'),
  'an image': (target) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = resolve;
      image.onerror = resolve;
      image.src = target;
    }),
  'a frame': (target) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = resolve;
      frame.src = target;
      document.body.append(frame);
    }),
  'a script of its address': (target) =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      script.onload = resolve;
      script.onerror = resolve;
      script.src = target;
      document.body.append(script);
    }),
  'a form': (target) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = 'answer';
      document.body.append(frame);
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: target, target: 'answer', enctype: 'text/plain' });
      const field = document.createElement('input');
      Object.assign(field, { name: '{"reason":"', value: '"}' });
      form.append(field);
      document.body.append(form);
      frame.onload = resolve;
      form.submit();
    }),
  'a form of a page without an origin': (target) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-forms allow-scripts');
      frame.srcdoc = `<form method="post" action="${target}"><input name="a"></form><script>onload = () => setTimeout(() => document.forms[0].submit(), 50)</script>`;
      let loads = 0;
      frame.onload = () => {
        if (++loads === 2) resolve(null);
      };
      document.body.append(frame);
    }),
};

describeInBrowser('a page of another site', () => {
  jest.setTimeout(60_000);
  let browser: Browser;
  let site: Server;
  let sitePort = 0;
  beforeAll(async () => {
    browser = await launchChromium(`--host-resolver-rules=MAP ${FOREIGN} 127.0.0.1`);
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>A page</title><body>');
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    sitePort = (site.address() as AddressInfo).port;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    site?.closeAllConnections();
    site?.close();
  });

  async function pageAt(address: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(address);
    return page;
  }

  /** What became of the requests to the host: a status, or `kept back` if the browser did not show the page the answer. */
  function outcomesOf(page: Page, port: number): readonly (number | 'kept back')[] {
    const outcomes: (number | 'kept back')[] = [];
    const isOfHost = (url: string) => new URL(url).port === String(port);
    page.context().on('response', (response) => {
      if (isOfHost(response.url())) outcomes.push(response.status());
    });
    page.context().on('requestfailed', (request) => {
      if (isOfHost(request.url())) outcomes.push('kept back');
    });
    return outcomes;
  }

  describe.each([
    ['on another site', () => `http://${FOREIGN}:${sitePort}/`],
    ['of another server on this machine', () => `http://127.0.0.1:${sitePort}/`],
  ])('%s', (_where, address) => {
    test.each(Object.entries(WAYS))('reaches no function by %s', async (way, attempt) => {
      const host = await guardedHost();
      const page = await pageAt(address());
      const outcomes = outcomesOf(page, host.port);
      await page.evaluate(attempt, `${host.url}/api/note`);
      for (let tries = 0; tries < 100 && outcomes.length === 0; tries++) await page.waitForTimeout(50);
      // The browser may keep back such a form by itself, and says nothing of it.
      if (!way.includes('without an origin')) expect(outcomes.length).toBeGreaterThan(0);
      expect(outcomes.filter((outcome) => outcome !== 403 && outcome !== 'kept back')).toEqual([]);
      expect(host.runs).toEqual([]);
      await page.close();
    });
  });

  test.each(Object.entries(WAYS).filter(([way]) => !way.includes('without an origin')))(
    'would reach it by %s if it were a page of the host',
    async (_way, attempt) => {
      const host = await guardedHost();
      const page = await pageAt(`${host.url}/api/note`);
      const before = host.runs.length;
      await page.evaluate(attempt, `${host.url}/api/note`);
      for (let tries = 0; tries < 400 && host.runs.length === before; tries++) await page.waitForTimeout(50);
      expect(host.runs.length).toBeGreaterThan(before);
      await page.close();
    },
  );

  test('may link to a page of the host', async () => {
    const host = await guardedHost();
    const page = await pageAt(`http://${FOREIGN}:${sitePort}/`);
    await page.evaluate((target) => {
      document.body.innerHTML = `<a href="${target}">The report</a>`;
    }, `${host.url}/api/note`);
    await page.getByRole('link').click();
    await page.waitForURL(`${host.url}/api/note`);
    expect(host.runs).toEqual(['GET 0']);
    await page.close();
  });

  test('reaches nothing by a name of its own that leads to this machine', async () => {
    const host = await guardedHost();
    const page = await browser.newPage();
    const answer = await page.goto(`http://${FOREIGN}:${host.port}/api/note`);
    expect([answer?.status(), host.runs]).toEqual([403, []]);
    await page.close();
  });
});
