import { describe, expect, test } from '@jest/globals';
import { breakGlassReview } from '../../shared/domain/breakGlass/review';
import { renderDigest } from '../../shared/render/digest/mail';
import { renderReport } from '../../shared/render/report/reportPage';
import { BREAK_GLASS_TITLE, READY, RECOMMENDATIONS } from '../../shared/render/words/breakGlass';
import { aBreakGlassAccount } from '../domain/breakGlass/facts';
import { aDigest, anAccount, aReport } from './builders';
import { unbalanced, visibleText } from './markup';

const NOW = Date.parse('2026-11-21T06:12:00.000Z');
const READY_ONE = aBreakGlassAccount({ lastSignIn: { at: '2026-11-20T08:00:00.000Z' } });
const LACKING = aBreakGlassAccount({
  asked: 'emergency2@contoso.example',
  userId: 'second',
  userPrincipalName: 'emergency2@contoso.example',
  userDisplayName: 'Emergency access 2',
  methods: [],
  lastSignIn: { at: null },
});
const MISSING = aBreakGlassAccount({
  asked: 'gone@contoso.example',
  userId: null,
  userPrincipalName: null,
  userDisplayName: null,
});

function aReview(accounts = [READY_ONE, LACKING]) {
  const used = '2026-11-20T08:00:00.000Z';
  const uses = { [READY_ONE.userId ?? '']: { lastUse: used, lastMfa: used } };
  return breakGlassReview({ at: used, accounts }, uses, NOW);
}

function section(review: ReturnType<typeof aReview>): string {
  const html = renderReport(aReport({ breakGlass: review }));
  expect(unbalanced(html)).toEqual([]);
  const [, found = ''] = /(<section id="break-glass".*?<\/section>)/.exec(html) ?? [];
  return visibleText(found);
}

describe('the report on break-glass accounts', () => {
  test('is left out if nothing was read', () => {
    expect(renderReport(aReport({ breakGlass: null }))).not.toContain('id="break-glass"');
  });

  test('says of an account that lacks nothing that it is ready, and when it was last used', () => {
    const text = section(aReview([READY_ONE, { ...READY_ONE, asked: 'other' }]));
    expect(text).toContain('Emergency access 1');
    expect(text).toContain('Last used 20 Nov 2026, 08:00 UTC.');
    expect(text).toContain(READY);
    expect(text).toContain(RECOMMENDATIONS.text);
    expect(text).not.toContain('BREAK_GLASS_ACCOUNTS');
  });

  test('has a line for each thing that an account lacks, with what to do', () => {
    const text = section(aReview());
    expect(text).toContain('Never used.');
    expect(text).toContain('It has no passkey or certificate that policy allows. Give the account');
    expect(text).toContain('Its name is in the domain contoso.example');
    expect(text).toContain('at least every 90 days');
    expect(text).not.toContain('It is disabled.');
  });

  test('calls no account ready of which something is not known', () => {
    const text = section(aReview([{ ...READY_ONE, methods: null }, READY_ONE]));
    expect(text).toContain('Not known: its methods.');
    expect(text.match(new RegExp(READY, 'g'))).toHaveLength(1);
  });

  test('says that too few accounts are named, and where to name them', () => {
    expect(section(aReview([]))).toContain('No break-glass account is named.');
    expect(section(aReview([READY_ONE]))).toContain('Only one break-glass account is named.');
  });

  test('names an account that the directory does not have as the setting does, without a last use', () => {
    const text = section(aReview([MISSING, READY_ONE]));
    expect(text).toContain('gone@contoso.example');
    expect(text).toContain('The directory has no such user.');
    expect(text).not.toContain('Last use not known.');
  });

  test('comes right after the list of accounts', () => {
    const html = renderReport(aReport({ breakGlass: aReview(), accounts: [anAccount()] }));
    expect(html.indexOf('id="break-glass"')).toBeGreaterThan(html.indexOf('id="accounts"'));
  });
});

describe.each([
  ['text', (review: ReturnType<typeof aReview>) => renderDigest(aDigest({ breakGlass: review })).text],
  [
    'HTML',
    (review: ReturnType<typeof aReview>) => {
      const { html } = renderDigest(aDigest({ breakGlass: review }));
      expect(unbalanced(html)).toEqual([]);
      return visibleText(html);
    },
  ],
])('the %s part of the digest', (_, render) => {
  const flat = (text: string) => text.replace(/\s+/g, ' ');

  test('names the accounts that lack something by what they lack, with what to do', () => {
    const text = flat(render(aReview()));
    expect(text).toContain(BREAK_GLASS_TITLE);
    expect(text).toContain(
      'No passkey or certificate that policy allows: Emergency access 2 Give the account',
    );
    expect(text).toContain('No MFA seen in the last 90 days: Emergency access 2 Sign in once');
    expect(text).not.toContain('Emergency access 1');
  });

  test('names three accounts that lack the same, and counts the others', () => {
    const five = Array.from({ length: 5 }, (_, n) => ({
      ...LACKING,
      userId: `u${n}`,
      userDisplayName: `No ${n}`,
    }));
    expect(flat(render(aReview(five)))).toContain(
      'No 0, No 1, No 2 and 2 more in the report Give the account',
    );
  });

  test('names an account that the directory does not have as the setting does', () => {
    expect(flat(render(aReview([MISSING, READY_ONE])))).toContain(
      'Not in the directory: gone@contoso.example',
    );
  });

  test('says that too few are named', () => {
    expect(flat(render(aReview([READY_ONE])))).toContain('Only one break-glass account is named.');
  });

  test.each([
    ['every account is ready', [READY_ONE, { ...READY_ONE, asked: 'other' }]],
    ['something is only not known', [{ ...READY_ONE, methods: null }, READY_ONE]],
  ])('has no such section if %s', (_case, accounts) => {
    expect(render(aReview(accounts))).not.toContain(BREAK_GLASS_TITLE);
  });

  test('makes no link of the name of an account', () => {
    const text = flat(render(aReview([{ ...LACKING, userDisplayName: 'See evil.example' }, READY_ONE])));
    expect(text).toContain('No MFA seen in the last 90 days: See evil[.]example');
  });

  test('has none before anything was read', () => {
    expect(render(null)).not.toContain(BREAK_GLASS_TITLE);
  });
});
