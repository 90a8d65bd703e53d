import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { previewPage } from '../../../shared/render/digest/previewPage';
import { visibleText } from '../markup';
import { problemsOfHtml } from '../validHtml';
import { MAILS } from './mails';

/** As in the mail; a title may be as long as a headline. */
const BROKEN = ['no-deprecated-attr', 'prefer-tbody', 'long-title'];

const tags = (html: string) => [...html.matchAll(/<\/?[a-z][a-z\d]*/g)].map(([tag]) => tag);

test.each(MAILS)('the page of %s has its text and elements, and no inline style', (_name, { html }) => {
  const page = previewPage(html).html;
  expect(html).toContain(' style="');
  expect(page).not.toContain(' style=');
  expect(visibleText(page)).toBe(visibleText(html));
  expect(tags(page).filter((tag) => tag !== '<link')).toEqual(
    tags(html).flatMap((tag) => (tag === '<title' ? ['<meta', tag] : [tag])),
  );
});

test.each(MAILS)('the policy of %s allows its style sheet by hash, and nothing unsafe', (_name, { html }) => {
  const page = previewPage(html);
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page.html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page.policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(page.html).toContain(`<meta http-equiv="Content-Security-Policy" content="${page.policy}"/>`);
});

test('an inline style holds no text of the log, which could not be hashed ahead', () => {
  for (const [, { html }] of MAILS)
    for (const [, style] of html.matchAll(/ style="([^"]*)"/g)) expect(style).toMatch(/^[-\w:;#%,.'() ]+$/);
});

test.each(MAILS)('the page of %s is valid HTML', async (_name, { html }) => {
  expect(await problemsOfHtml(previewPage(html).html, BROKEN)).toEqual([]);
});
