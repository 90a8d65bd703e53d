import { describe, expect, test } from '@jest/globals';
import { renderDigest } from '../../shared/render/digest/mail';
import { renderReport } from '../../shared/render/report/reportPage';
import { renderUrgent } from '../../shared/render/urgent/mail';
import { fc } from '../seededFc';
import { aCoverageNews, aDigest, aFinding, anAccount, anUrgentMail, aReport } from './builders';
import { count, unbalanced, withoutScripts } from './markup';

const IMG = '<img src=x onerror=alert(1)>';
const CLOSING = `"></td></style></title><script>alert(1)</script>`;
const RLO = '\u202Egnp.exe';
const AT = '2026-11-20T17:41:30.000Z';
const CRLF = 'Anna\r\nBcc: all@contoso.example\r\n\r\n<b>';

/** What a report and a mail make of a text that stands in every field. */
function everywhere(text: string) {
  const account = anAccount({
    userId: text,
    userPrincipalName: text,
    userDisplayName: `The ${text}`,
    kind: 'guest',
    kindEvidence: [{ code: 'homeTenant', tenantId: text }],
    apps: [text],
  });
  const finding = aFinding({
    id: text,
    userId: text,
    userPrincipalName: text,
    userDisplayName: `The ${text}`,
    evidence: text,
    ipAddress: text,
    app: text,
  });
  const breakGlass = {
    named: 1,
    tooFew: true,
    accounts: [
      {
        asked: text,
        userId: text,
        userPrincipalName: text,
        userDisplayName: `The ${text}`,
        lastUse: { kind: 'never' as const },
        checks: [
          { check: 'excluded', result: 'notMet', policies: [text] },
          { check: 'cloudOnly', result: 'notMet', isSynced: false, domain: text },
        ] as const,
      },
    ],
  };
  return {
    report: withoutScripts(
      renderReport(aReport({ accounts: [account], findings: [finding], subject: text, breakGlass })),
    ),
    mail: renderDigest(
      aDigest({
        tenantName: text,
        ...{ news: [account], returned: [account], stopped: [account], resolved: [account], breakGlass },
        excepted: [{ ...account, exception: { reason: text, by: text, until: AT, setAt: AT } }],
        administrators: [{ ...account, userId: `not ${text}`, roles: [{ roleId: text, held: 'active' }] }],
        firstSteps: [{ action: 'registerMethod', accounts: [account] }],
        unreached: [{ name: text, why: 'disabled' }],
        problems: [
          { code: 'urgentFailed', account: text, failure: null },
          { code: 'pollLate', sentence: text, mend: text },
        ],
        microsoft: {
          enforcement: null,
          firstRead: null,
          notices: [{ id: 'MC1', title: text, startsAt: AT, modifiedAt: AT, actBy: null }],
        },
        coverage: aCoverageNews({ policies: [{ name: text, from: null, to: 'enabled' }] }),
      }),
    ),
    urgent: renderUrgent(
      anUrgentMail({
        userId: text,
        userPrincipalName: text,
        userDisplayName: `The ${text}`,
        app: text,
        ipAddress: text,
      }),
    ),
  };
}

const PLAIN = everywhere('Anna');

describe.each([
  ['an image with a handler', IMG],
  ['closing tags and a script', CLOSING],
])('markup in a name: %s', (_case, text) => {
  const { report, mail, urgent } = everywhere(text);

  test.each([
    ['urgent mail', urgent.html, PLAIN.urgent.html],
    ['report', report, PLAIN.report],
    ['mail', mail.html, PLAIN.mail.html],
  ])('adds no element and no attribute to the %s', (_part, html, plain) => {
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(count(html, /<[a-z]/gi)).toBe(count(plain, /<[a-z]/gi));
    expect(unbalanced(html)).toEqual([]);
    expect(html).toContain('&lt;');
  });
});

test('a right-to-left override turns nothing around', () => {
  const { report, mail, urgent } = everywhere(RLO);
  for (const part of [report, mail.html, mail.text, mail.subject, urgent.html, urgent.text])
    expect(part).not.toContain('\u202E');
  expect(mail.text).toContain('The \uFFFDgnp');
});

test('a line break in a name starts no line of its own', () => {
  const { mail, urgent } = everywhere(CRLF);
  for (const { text } of [mail, urgent]) {
    expect(text).not.toMatch(/^\s*Bcc:/m);
    expect(text).not.toContain('\r');
  }
  expect(mail.subject).not.toMatch(/[\r\n]/);
});

test('a name does not become a link in the mail', () => {
  const text = 'Pay https://evil.example/x';
  const { mail } = everywhere(text);
  const urgent = renderUrgent(anUrgentMail({ userPrincipalName: text, userDisplayName: text, app: text }));
  for (const part of [mail.text, mail.html, urgent.text, urgent.html])
    expect(part).not.toMatch(/https:\/\/evil|evil\.example/);
});

test('a very long name is cut', () => {
  const { report, mail, urgent } = everywhere('x'.repeat(100_000));
  expect(urgent.html.length).toBeLessThan(10_000);
  // The address of an account holds its whole id.
  expect(report.replace(/data-to="#[^"]*"/g, '').length).toBeLessThan(40_000);
  expect(mail.html.length).toBeLessThan(40_000);
});

test('no text at all changes the shape of the report or of the mail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const { report, mail, urgent } = everywhere(`x${text}`);
      expect(unbalanced(urgent.html)).toEqual([]);
      expect(urgent.subject).toBe(PLAIN.urgent.subject);
      expect(unbalanced(report)).toEqual([]);
      expect(unbalanced(mail.html)).toEqual([]);
      expect(mail.subject).toBe(PLAIN.mail.subject);
    }),
    { numRuns: 50 },
  );
});
