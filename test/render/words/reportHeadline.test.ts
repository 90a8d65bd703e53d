import { describe, expect, test } from '@jest/globals';
import {
  besideHeadline,
  type Headline,
  headlineInWords,
  type Standing,
} from '../../../shared/render/words/reportHeadline';
import { NO_COUNTS } from '../builders';

const effects = (change: Partial<typeof NO_COUNTS>, nameless = 0): Headline => ({
  kind: 'effects',
  counts: { ...NO_COUNTS, ...change },
  nameless,
});

describe('the headline', () => {
  test.each<[Headline, string]>([
    [{ kind: 'notYetRead' }, 'The sign-in log has not been read yet'],
    [{ kind: 'unreadable' }, 'No sign-in could be read'],
    [effects({}), 'No account is stopped or gets in without MFA'],
    [effects({ stopped: 1 }), '1 account is stopped'],
    [
      effects({ stopped: 3, getsIn: 1_200, readsOnly: 5 }),
      '3 accounts are stopped, 1,200 get in without proven MFA, 5 can only read',
    ],
    [effects({ getsIn: 1, readsOnly: 1 }), '1 account gets in without proven MFA, 1 can only read'],
    [
      effects({ getsIn: 12, privileged: { stopped: 0, getsIn: 2, readsOnly: 0 } }),
      '12 accounts (2 administrators) get in without proven MFA',
    ],
  ])('%j', (headline, sentence) => {
    expect(headlineInWords(headline)).toBe(sentence);
  });
});

describe('beside it', () => {
  const beside = (change: Partial<Standing>) =>
    besideHeadline({ headline: effects({}), withoutMfaInAll: null, ...change });

  test.each<[Partial<Standing>, readonly string[]]>([
    [{}, []],
    [{ withoutMfaInAll: 5 }, ['In all, 5 accounts of this log signed in without MFA.']],
    [{ headline: effects({}, 900) }, ['900 findings cannot be assigned to an account.']],
    [{ headline: effects({ excepted: 1 }) }, ['1 exempted account is counted separately.']],
    [{ headline: effects({ excepted: 2 }) }, ['2 exempted accounts are counted separately.']],
    [{ headline: { kind: 'notYetRead' } }, []],
  ])('%j', (change, sentences) => {
    expect(beside(change)).toEqual(sentences);
  });
});
