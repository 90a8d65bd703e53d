import { describe, expect, test } from '@jest/globals';
import {
  administratorInWords,
  assumptionInWords,
  changesInWords,
  digestSubject,
  firstStepInWords,
  ongoingInWords,
  problemsTitle,
  readUntilInWords,
  resolutionInWords,
  sectionTitle,
  unreachedInWords,
} from '../../../shared/render/words/digest';
import { aCoverageNews, accounts, aDigest, anAccount, anEffect, aProblem, NO_COUNTS } from '../builders';

const asIs = (iso: string) => iso;

const COUNTS = { ...NO_COUNTS, stopped: 3, getsIn: 12, readsOnly: 5 };

describe('the subject', () => {
  test.each([
    ['a new account', aDigest(), '1 gets in; 1 new'],
    [
      'every kind of change',
      aDigest({
        effects: { ...COUNTS, privileged: { stopped: 0, getsIn: 2, readsOnly: 0 } },
        news: accounts(3),
        returned: accounts(2),
        stopped: accounts(1),
        resolved: accounts(1),
        newlyExcepted: 2,
        coverage: aCoverageNews(),
      }),
      '3 stopped, 12 get in, 5 only read (2 administrators); 3 new, 2 returned, 1 newly stopped, 1 resolved, 2 exempted, your policies cover less',
    ],
    ['no change', aDigest({ effects: COUNTS, news: [] }), '3 stopped, 12 get in, 5 only read; nothing new'],
    [
      'nothing at all',
      aDigest({ effects: NO_COUNTS, news: [] }),
      'nobody stopped or in without MFA; nothing new',
    ],
    ['the first digest', aDigest({ effects: COUNTS, first: true }), '3 stopped, 12 get in, 5 only read'],
    [
      'a log that has not been read',
      aDigest({ first: true, news: [], readUntil: null }),
      'the sign-in log has not been read yet',
    ],
    ['a problem', aDigest({ news: [], problems: [aProblem()] }), '1 gets in; nothing new; 1 problem to fix'],
    [
      'a note, which is not a problem',
      aDigest({ news: [], problems: [aProblem({ code: 'notEnforcedInCloud' })] }),
      '1 gets in; nothing new',
    ],
  ])('of %s', (_case, content, subject) => {
    expect(digestSubject(content)).toBe(`MFA Watch: ${subject}`);
  });

  test('names nobody', () => {
    expect(digestSubject(aDigest({ resolved: accounts(1) }))).not.toMatch(/Anna|Berg|@|User/);
  });
});

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
  const said = assumptionInWords(aDigest({ assumedPhases }));
  if (words === null) expect(said).toBeNull();
  else expect(said).toMatch(words);
});

test('a first step names three of its accounts and counts the rest', () => {
  const step = (count: number) => firstStepInWords({ action: 'registerMethod', accounts: accounts(count) });
  expect(step(1)).toBe('Have the user register an MFA method at aka.ms/mfasetup. 1 account: User 0.');
  expect(step(5)).toMatch(/ 5 accounts: User 0, User 1, User 2 and 2 more\.$/);
});

test('the log was read up to a time, or not yet', () => {
  expect(readUntilInWords(aDigest({ readUntil: 'then' }), asIs)).toBe('The sign-in log was read up to then.');
  expect(readUntilInWords(aDigest({ readUntil: null }), asIs)).toBe(
    'The findings appear after the first read of the sign-in log. The next digest lists them.',
  );
});

test('a title counts what stands below it', () => {
  expect(sectionTitle('news', 1)).toBe('New: 1 account');
  expect(sectionTitle('excepted', 2)).toBe('Exempted, not counted as open: 2 accounts');
  expect(problemsTitle(2)).toBe('Fix first: 2 problems');
  expect(problemsTitle(0)).toBe('Good to know');
});

test('open accounts of earlier digests are counted', () => {
  expect(ongoingInWords(aDigest({ ongoing: 5 }))).toBe('5 accounts from earlier digests are still open.');
  expect(ongoingInWords(aDigest({ ongoing: 1 }))).toBe('1 account from earlier digests is still open.');
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
