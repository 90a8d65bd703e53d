import { describe, expect, test } from '@jest/globals';
import { problemsOfHtml } from '../validHtml';
import { MAILS } from './mails';

/** The rules that a mail has to break. */
const BROKEN = {
  'no-inline-style': 'Gmail drops style sheets in some accounts, so that all styles stand in the elements.',
  'no-deprecated-attr':
    'Outlook on Windows obeys width, align and cellpadding, and not the styles in their place.',
  'prefer-tbody': 'Valid without, and 14 bytes for each of many tables.',
} as const;
const RULES = Object.keys(BROKEN);

test.each(MAILS)('%s is valid HTML', async (_name, { html }) => {
  expect(await problemsOfHtml(html, RULES)).toEqual([]);
});

describe('the check', () => {
  test.each(RULES)('needs the exception %s', async (rule) => {
    const others = RULES.filter((other) => other !== rule);
    const found = await Promise.all(MAILS.map(([, { html }]) => problemsOfHtml(html, others)));
    expect(found.flat().filter((problem) => !problem.startsWith(rule))).toEqual([]);
    expect(found.flat()).not.toEqual([]);
  });

  test('reports a wrong end tag, a wrong id and a missing language', async () => {
    const [[, { html }] = ['', { html: '' }]] = MAILS;
    const wrong = html.replace('</h1>', '</h2>').replace('<title>', '<title id="a b">');
    expect(await problemsOfHtml(wrong, RULES)).not.toEqual([]);
    expect(await problemsOfHtml(html.replace(' lang="en"', ''), RULES)).toEqual([
      expect.stringContaining('lang'),
    ]);
  });
});
