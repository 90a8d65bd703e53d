import { expect, test } from '@jest/globals';
import { PROBLEM_CODES } from '../../../shared/domain/problem';
import { plainProblem } from '../../../shared/render/words/watchProblems';
import { PROBLEMS } from '../../problems';

const dates = { time: () => '2 Mar 2026, 13:00', calendarDay: () => '2 Mar 2026' };

test.each(PROBLEM_CODES)('%s is said without the words of those who run the app', (code) => {
  const { sentence, step } = plainProblem(PROBLEMS[code], dates);
  for (const text of [sentence, step]) expect(text).toMatch(/^[A-Z\d][^\n]*\.$/);
  expect(`${sentence} ${step}`).not.toMatch(
    /function|Application Insights|pollSignIns|refreshPosture|sendDigest|Graph|table|[A-Z]+_[A-Z]+|\d{4}-\d\d|UTC|null|undefined/,
  );
});

test('a problem that an earlier version stored keeps its words', () => {
  const words = { code: 'notLicensed', sentence: 'No P1.', mend: 'Buy P1.' } as const;
  expect(plainProblem(words, dates)).toEqual({ sentence: 'No P1.', step: 'Buy P1.' });
});

test('the account of an urgent mail becomes no link', () => {
  const account = 'Pay https://evil.example/x\nnow';
  expect(plainProblem({ code: 'urgentFailed', account, failure: null }, dates).sentence).toBe(
    'An urgent mail about Pay https[:]//evil[.]example/x now could not be sent.',
  );
});
