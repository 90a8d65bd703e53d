import { describe, expect, test } from '@jest/globals';
import {
  digestSubject,
  ongoingInWords,
  problemsTitle,
  readUntilInWords,
  resolutionInWords,
  sectionTitle,
  unreachedInWords,
} from '../../../shared/render/words/digest';
import { aCoverageNews, accounts, aDigest, anAccount, aProblem } from '../builders';

const asIs = (iso: string) => iso;

describe('the subject', () => {
  test.each([
    ['one new account', aDigest(), '1 new account gets in without proven MFA'],
    [
      'every kind of change',
      aDigest({
        news: accounts(3),
        returned: accounts(2),
        stopped: accounts(1),
        resolved: accounts(1),
        newlyExcepted: 2,
        coverage: aCoverageNews(),
        microsoft: { enforcement: null, firstRead: null, notices: [] },
      }),
      '3 new accounts get in without proven MFA, 2 returned, 1 stopped, 1 resolved, 2 exempted, your policies cover less',
    ],
    [
      'only some kinds of change',
      aDigest({ news: [], returned: accounts(1), resolved: accounts(2) }),
      '1 account returned, 2 resolved',
    ],
    ['a new exception', aDigest({ news: [], newlyExcepted: 1 }), '1 account exempted'],
    [
      'no change, with open accounts',
      aDigest({ news: [], quiet: true, ongoing: 4 }),
      'nothing changed, 4 accounts still open',
    ],
    ['nothing at all', aDigest({ news: [], quiet: true }), 'nothing changed, no account still open'],
    [
      'the first digest',
      aDigest({ first: true, news: accounts(1_200) }),
      'first digest, 1,200 accounts get in without proven MFA',
    ],
    [
      'an empty first digest',
      aDigest({ first: true, news: [], coverage: aCoverageNews({ trend: 'first' }) }),
      'first digest, no account gets in without proven MFA',
    ],
    [
      'a log that has not been read',
      aDigest({ first: true, news: [], readUntil: null }),
      'the sign-in log has not been read yet',
    ],
    [
      'a problem',
      aDigest({ news: [], problems: [aProblem()] }),
      'nothing changed, no account still open; 1 problem to fix',
    ],
    [
      'a note, which is not a problem',
      aDigest({ news: [], problems: [aProblem({ code: 'notEnforcedInCloud' })] }),
      'nothing changed, no account still open',
    ],
  ])('of %s', (_case, content, subject) => {
    expect(digestSubject(content)).toBe(`MFA Watch: ${subject}`);
  });

  test('names nobody', () => {
    expect(digestSubject(aDigest({ resolved: accounts(1) }))).not.toMatch(/Anna|Berg|@|User/);
  });
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

test('open accounts of earlier digests are counted, unless the headline counts them', () => {
  expect(ongoingInWords(aDigest({ ongoing: 5 }))).toBe('5 accounts from earlier digests are still open.');
  expect(ongoingInWords(aDigest({ ongoing: 1 }))).toBe('1 account from earlier digests is still open.');
  expect(ongoingInWords(aDigest({ ongoing: 0 }))).toBeNull();
  expect(ongoingInWords(aDigest({ news: [], ongoing: 5 }))).toBeNull();
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
