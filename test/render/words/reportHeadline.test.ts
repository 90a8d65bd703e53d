import { describe, expect, test } from '@jest/globals';
import {
  besideHeadline,
  type Headline,
  headlineInWords,
  type Standing,
} from '../../../shared/render/words/reportHeadline';

describe('the headline', () => {
  test.each<[Headline, string]>([
    [{ kind: 'notYetRead' }, 'The sign-in log has not been read yet'],
    [{ kind: 'unreadable' }, 'No sign-in could be read'],
    [{ kind: 'nobody' }, 'No account gets in without MFA'],
    [
      { kind: 'nameless', findings: 900 },
      '900 findings cannot be assigned to an account; no known account gets in without MFA',
    ],
    [{ kind: 'onlyOthers', others: ['guests'] }, 'Only guests still get in without proven MFA'],
    [
      { kind: 'onlyOthers', others: ['guests', 'excepted'] },
      'Only guests and exempted accounts still get in without proven MFA',
    ],
    [{ kind: 'atLeast', open: 2, without: 0 }, '2 accounts still get in without proven MFA'],
    [
      { kind: 'atLeast', open: 1, without: 1 },
      '1 account still gets in without proven MFA, at least 1 of them without MFA',
    ],
    [{ kind: 'exactly', without: 8_000, cannotTell: 0 }, '8,000 accounts still get in without MFA'],
    [
      { kind: 'exactly', without: 1, cannotTell: 2 },
      '1 account still gets in without MFA; for 2 more the log cannot tell',
    ],
    [{ kind: 'exactly', without: 0, cannotTell: 1 }, 'The log cannot tell whether 1 account did MFA'],
  ])('%j', (headline, sentence) => {
    expect(headlineInWords(headline)).toBe(sentence);
  });
});

describe('beside it', () => {
  const beside = (change: Partial<Standing>) =>
    besideHeadline({
      headline: { kind: 'nobody' },
      guests: 0,
      excepted: 0,
      stopped: 0,
      withoutMfaInAll: null,
      ...change,
    });

  test.each<[Partial<Standing>, readonly string[]]>([
    [{}, []],
    [{ withoutMfaInAll: 5 }, ['In all, 5 accounts of this log signed in without MFA.']],
    [{ stopped: 1 }, ['1 account is stopped.']],
    [{ stopped: 2 }, ['2 accounts are stopped.']],
    [{ guests: 1 }, ['1 guest is counted separately.']],
    [{ guests: 2, excepted: 1 }, ['2 guests and 1 exempted account are counted separately.']],
  ])('%j', (change, sentences) => {
    expect(beside(change)).toEqual(sentences);
  });
});
