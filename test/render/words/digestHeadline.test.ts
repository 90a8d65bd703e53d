import { describe, expect, test } from '@jest/globals';
import type { EffectCounts } from '../../../shared/domain/account/effectCounts';
import type { DigestContent } from '../../../shared/domain/digest/digest';
import { digestHeadline } from '../../../shared/render/words/digestHeadline';
import { digestSubject, preheaderInWords } from '../../../shared/render/words/digestSubject';
import { aCoverageNews, accounts, aDigest, aProblem, NO_COUNTS } from '../builders';

const NONE = { stopped: 0, getsIn: 0, readsOnly: 0 };
const counts = (over: Partial<EffectCounts>): EffectCounts => ({ ...NO_COUNTS, ...over });
const parts = (over: Partial<DigestContent['parts']>): DigestContent['parts'] => ({
  lockedOut: NO_COUNTS,
  scripts: NO_COUNTS,
  byPassword: NO_COUNTS,
  ...over,
});

const BAD = {
  effects: counts({
    stopped: 5,
    getsIn: 14,
    readsOnly: 9,
    privileged: { stopped: 1, getsIn: 3, readsOnly: 0 },
  }),
  parts: parts({
    lockedOut: counts({ stopped: 3, privileged: { ...NONE, stopped: 1 } }),
    scripts: counts({ stopped: 2 }),
    byPassword: counts({ getsIn: 4, privileged: { ...NONE, getsIn: 2 } }),
  }),
};

describe('the headline', () => {
  test.each<[string, Partial<DigestContent>, ReturnType<typeof digestHeadline>]>([
    [
      'who is locked out, and which administrators need a password alone',
      BAD,
      {
        main: '3 people (1 administrator) cannot sign in, 2 scripts are stopped, 2 administrators get in with a password alone',
        rest: '12 others get in without proven MFA, 9 accounts can only read',
      },
    ],
    [
      'accounts that are stopped at changes as accounts',
      { effects: counts({ stopped: 3 }), parts: parts({ scripts: counts({ stopped: 2 }) }) },
      { main: '3 accounts are stopped', rest: null },
    ],
    [
      'administrators who get in, if none needs a password alone',
      { effects: counts({ getsIn: 1, privileged: { ...NONE, getsIn: 1 } }) },
      { main: '1 administrator gets in without proven MFA', rest: null },
    ],
    [
      'the others, if nothing is worse',
      { effects: counts({ getsIn: 1, readsOnly: 1 }) },
      { main: '1 account gets in without proven MFA', rest: '1 account can only read' },
    ],
    [
      'the readers alone',
      { effects: counts({ readsOnly: 2 }) },
      { main: '2 accounts can only read', rest: null },
    ],
    ['nothing', { effects: NO_COUNTS }, { main: 'nobody is stopped or gets in without MFA', rest: null }],
    [
      'a log not read',
      { ...BAD, readUntil: null },
      { main: 'the sign-in log has not been read yet', rest: null },
    ],
  ])('says %s', (_case, content, headline) => {
    expect(digestHeadline(aDigest(content))).toEqual(headline);
  });
});

const STEPS = [{ action: 'registerMethod' as const, accounts: accounts(5) }];
const showDay = () => '18 Nov 2026';
const late = { code: 'pollLate', readUntil: '2026-11-18T14:00:00.000Z' } as const;

describe('the subject', () => {
  test.each<[string, DigestContent, string]>([
    [
      'the first digest',
      aDigest({ ...BAD, first: true }),
      '5 stopped, 2 admins in by password; 12 others get in, 9 only read',
    ],
    [
      'an ordinary day: first what is new',
      aDigest({ ...BAD, stopped: accounts(1), news: accounts(2) }),
      '1 just stopped, 1 new; 5 stopped, 2 admins in by password',
    ],
    [
      'every kind of change',
      aDigest({
        ...BAD,
        news: accounts(3, { roles: [{ roleId: 'r', held: 'active' }] }),
        returned: accounts(2),
        resolved: accounts(1),
        newlyExcepted: 2,
        coverage: aCoverageNews(),
      }),
      '3 new (3 admins), 2 returned, your policies cover less, 1 resolved, 2 exempted; 5 stopped, 2 admins in by password',
    ],
    ['no change', aDigest({ ...BAD, news: [] }), 'nothing new; 5 stopped, 2 admins in by password'],
    ['nothing grave', aDigest({ news: [] }), 'nothing new; 1 gets in'],
    [
      'nothing at all',
      aDigest({ effects: NO_COUNTS, news: [] }),
      'nothing new; nobody stopped or in without MFA',
    ],
    [
      'a log that was never read',
      aDigest({ first: true, readUntil: null }),
      'the sign-in log has not been read yet',
    ],
    [
      'old data: first that they are old',
      aDigest({ ...BAD, news: [], problems: [late] }),
      'sign-ins not read since 18 Nov 2026; 5 stopped, 2 admins in by password',
    ],
    [
      'a problem',
      aDigest({ news: [], problems: [aProblem({ code: 'postureLate' })] }),
      'nothing new; 1 gets in; 1 problem to fix',
    ],
    [
      'a note',
      aDigest({ news: [], problems: [aProblem({ code: 'notEnforcedInCloud' })] }),
      'nothing new; 1 gets in',
    ],
  ])('of %s', (_case, content, subject) => {
    expect(digestSubject(content, showDay)).toBe(`MFA Watch: ${subject}`);
  });

  test('has in its first 50 characters who is stopped and which administrators get in by a password', () => {
    const content = aDigest({
      first: true,
      effects: counts({ stopped: 999, getsIn: 9_999, privileged: { ...NONE, getsIn: 99 } }),
      parts: parts({ byPassword: counts({ getsIn: 99, privileged: { ...NONE, getsIn: 99 } }) }),
    });
    expect(digestSubject(content, showDay).slice(0, 50)).toContain('999 stopped, 99 admins in by password');
  });

  test('names nobody, and neither does the line beside it', () => {
    const content = aDigest({ ...BAD, resolved: accounts(1), firstSteps: STEPS });
    const both = `${digestSubject(content, showDay)} ${preheaderInWords(content, 'Contoso')}`;
    expect(both).not.toMatch(/Anna|Berg|@|User \d/);
  });
});

describe('the line beside the subject', () => {
  test('adds the tenant, what to do first, and the numbers that the subject has not', () => {
    expect(preheaderInWords(aDigest({ ...BAD, firstSteps: STEPS }), 'Contoso')).toBe(
      'Contoso. Do first: Have them register an MFA method (5). In all, 14 get in, 9 only read.',
    );
    expect(preheaderInWords(aDigest({ news: [], firstSteps: [] }), null)).toBe('No next step is waiting.');
  });

  test.each([
    ['first', aDigest({ ...BAD, first: true, firstSteps: STEPS })],
    ['bad', aDigest({ ...BAD, stopped: accounts(9), firstSteps: STEPS })],
    ['quiet', aDigest({ news: [], firstSteps: STEPS })],
  ])('repeats nothing of the subject of a %s day', (_day, content) => {
    const preheader = preheaderInWords(content, 'Contoso');
    const said = digestSubject(content, showDay).replace('MFA Watch: ', '').split(/[;,] /);
    for (const part of said) expect(preheader).not.toContain(part);
  });
});
