import { expect, test } from '@jest/globals';
import {
  administratorInWords,
  alsoInWords,
  assumptionInWords,
  changesInWords,
  namesInWords,
  ongoingInWords,
  problemsTitle,
  readUntilInWords,
  resolutionInWords,
  sectionTitle,
  unreachedInWords,
} from '../../../shared/render/words/digest';
import { accounts, aDigest, anAccount, anEffect } from '../builders';

const asIs = (iso: string) => iso;

test.each([
  ['the first digest', aDigest({ first: true }), /^This is the first digest\./],
  ['changes', aDigest(), /^Since the last digest: 1 new\.$/],
  ['no change', aDigest({ news: [] }), /^Nothing has changed since the last digest\.$/],
])('below the headline, the mail says what is new: %s', (_, content, sentence) => {
  expect(changesInWords(content)).toMatch(sentence);
  expect(changesInWords({ ...content, readUntil: null })).toBeNull();
});

test('an administrator on the list is named with role and effect', () => {
  const roles = ['62e90394-69f5-4237-9190-012177145e10', 'fe930be7-5e62-47db-91af-98c3a49a38b1'].map(
    (roleId) => ({ roleId, held: 'eligible' as const }),
  );
  expect(administratorInWords(anAccount({ roles, effect: anEffect({ how: ['rememberedDevice'] }) }))).toBe(
    'Anna Berg, Global Administrator (eligible), User Administrator (eligible): gets in from a remembered device',
  );
  const hostile = anAccount({ userDisplayName: 'https://evil.example', roles });
  expect(administratorInWords(hostile)).toMatch(/^https\[:\]\/\/evil\[\.\]example, /);
});

test.each([
  [[], null],
  [[1], /enforces phase 1 in this tenant/],
  [[1, 2], /enforces phase 1 and phase 2 in this tenant/],
] as const)('an assumption about %j is said', (assumedPhases, words) => {
  const said = assumptionInWords(aDigest({ assumedPhases }), asIs);
  if (words === null) expect(said).toBeNull();
  else expect(said).toMatch(words);
  expect(said ?? '2026-07-01').toContain('2026-07-01');
});

test('a list of accounts names three of them and counts the rest, in the report if there is one', () => {
  expect(namesInWords(accounts(1), true)).toBe('User 0');
  expect(namesInWords(accounts(3), true)).toBe('User 0, User 1, User 2');
  expect(namesInWords(accounts(5), true)).toBe('User 0, User 1, User 2 and 2 more in the report');
  expect(namesInWords(accounts(5), false)).toBe('User 0, User 1, User 2 and 2 more');
});

test('accounts without a line of their own follow those that have one', () => {
  expect(alsoInWords(accounts(2), { isReported: true, isAll: false })).toBe('Also User 0, User 1.');
  expect(alsoInWords(accounts(2), { isReported: true, isAll: true })).toBe('User 0, User 1.');
  const long = accounts(1, { userDisplayName: 'x'.repeat(99) });
  expect(alsoInWords(long, { isReported: true, isAll: true })).toBe(`${'x'.repeat(31)}…`);
});

test('the log was read up to a time, or not yet', () => {
  expect(readUntilInWords(aDigest({ readUntil: 'then' }), asIs)).toBe(
    'The sign-in log was read up to then. All times in this mail are in the time zone Europe/Berlin.',
  );
  expect(readUntilInWords(aDigest({ readUntil: null }), asIs)).toBe(
    'The findings appear after the first read of the sign-in log. The next digest lists them.',
  );
});

test('a title counts what stands below it', () => {
  expect(sectionTitle('news', 1)).toBe('New: 1 account');
  expect(sectionTitle('excepted', 2)).toBe('Exempted, not counted as open: 2 accounts');
  expect(problemsTitle(2)).toBe('MFA Watch needs help: 2 problems');
  expect(problemsTitle(0)).toBe('Good to know');
});

test('open accounts of earlier digests are counted', () => {
  expect(ongoingInWords(aDigest({ ongoing: 5 }))).toBe('5 accounts from earlier digests are not resolved.');
  expect(ongoingInWords(aDigest({ ongoing: 1 }))).toBe('1 account from earlier digests is not resolved.');
  expect(ongoingInWords(aDigest({ ongoing: 0 }))).toBeNull();
});

test.each([
  ['MFA after the finding', { lastFinding: '2', lastMfa: '3' }, 'MFA was seen on 3.'],
  ['MFA, and no finding', { lastFinding: null, lastMfa: '3' }, 'MFA was seen on 3.'],
  ['no finding for a while', { lastFinding: '2', lastMfa: '1' }, 'No finding since 2.'],
  [
    'a finding that was withdrawn',
    { lastFinding: null, lastMfa: null },
    'Newer records of the sign-in log show no finding.',
  ],
])('an account is resolved by %s', (_, change, sentence) => {
  expect(resolutionInWords(anAccount(change), asIs)).toBe(sentence);
});

test('of many administrators that the mail does not reach, five are named', () => {
  const unreached = Array.from({ length: 7 }, (_, n) => ({ name: `Admin ${n}`, why: 'disabled' as const }));
  const said = unreachedInWords(aDigest({ unreached }));
  expect(said).toContain('Admin 4 (disabled) and 2 more.');
  expect(said).not.toContain('Admin 5');
  expect(unreachedInWords(aDigest({ unreached: unreached.slice(0, 1) }))).toMatch(
    /^This Global Administrator does not get this mail: Admin 0 \(disabled\)\. To reach this person, /,
  );
});

test('administrators that the mail does not reach are named with the reason and the fix', () => {
  const unreached = [
    { name: 'Dora Disabled', why: 'disabled' },
    { name: 'https://evil.example', why: 'noAddress' },
  ] as const;
  expect(unreachedInWords(aDigest({ unreached }))).toBe(
    'These Global Administrators do not get this mail: Dora Disabled (disabled), https[:]//evil[.]example (no mail address). To reach them, add a mail address to their enabled accounts (mail or otherMails) or to DIGEST_RECIPIENTS.',
  );
  expect(unreachedInWords(aDigest())).toBeNull();
});
