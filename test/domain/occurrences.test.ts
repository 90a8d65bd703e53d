import { expect, test } from '@jest/globals';
import { occurrenceBook } from '../../shared/domain/account/occurrences';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { attemptRecord } from '../../shared/domain/verdict/attempts';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { tally } from '../../shared/domain/verdict/summary';
import { AZURE_CLI, aContext, anMfaStep, aSignIn } from './builders';

const USER = 'b0000001-0000-4000-8000-000000000001';

function occurrencesOf(changes: readonly Partial<SignIn>[], userId = USER) {
  const counts = tally();
  const book = occurrenceBook();
  for (const change of changes) {
    const record = attemptRecord(judgeSignIn(aSignIn(change), aContext()));
    book.add(record, counts.add(record));
  }
  return book.of(userId);
}

const at = (time: string) => ({ createdDateTime: `2026-03-01T${time}:00.000Z`, correlationId: `c ${time}` });
const withMfa = { steps: [anMfaStep()], authenticationRequirement: 'multiFactor' } as const;
const PROMPTED = { errorCode: 50074 };
const MISTYPED = { errorCode: 50126 };

test('sign-ins count by app and cause, with the latest', () => {
  const silent = { steps: [], appId: AZURE_CLI };
  expect(occurrencesOf([at('09:00'), at('11:00'), at('10:00'), { ...silent, ...at('12:00') }])).toEqual([
    {
      app: 'adminPortals',
      verdict: 'withoutMfa',
      cause: 'passwordAlone',
      times: 3,
      last: '2026-03-01T11:00:00.000Z',
    },
    {
      app: 'azureCli',
      verdict: 'cannotTell',
      cause: 'noDetails',
      times: 1,
      last: '2026-03-01T12:00:00.000Z',
    },
  ]);
});

test('the records of one attempt count once, by the gravest', () => {
  const [only, ...others] = occurrencesOf([{ ...at('09:00'), steps: [] }, at('09:00'), at('09:00')]);
  expect(only).toMatchObject({ cause: 'passwordAlone', times: 1 });
  expect(others).toEqual([]);
});

test('a stop on the way to a completed sign-in does not count, in either order', () => {
  const asked = { ...PROMPTED, ...at('09:00') };
  const done = { ...withMfa, ...at('09:00') };
  expect(occurrencesOf([asked, asked, done])).toEqual([]);
  expect(occurrencesOf([done, asked])).toEqual([]);
});

test('a later prompt that was answered does not date an earlier stop', () => {
  const stopped = { ...PROMPTED, ...at('08:00') };
  const asked = { ...PROMPTED, ...at('10:00') };
  const found = occurrencesOf([stopped, asked, asked, { ...withMfa, ...at('10:00') }]);
  expect(found).toMatchObject([{ cause: 'mfaFailed', times: 1, last: '2026-03-01T08:00:00.000Z' }]);
});

test('sign-ins without MFA come before those that nobody can judge, and a mistyped password comes last', () => {
  const found = occurrencesOf([
    { ...MISTYPED, ...at('12:00') },
    { errorCode: 53003, ...at('11:00') },
    { steps: [], ...at('10:00') },
    at('09:00'),
  ]);
  expect(found.map(({ cause }) => cause)).toEqual([
    'passwordAlone',
    'noDetails',
    'blocked',
    'passwordFailed',
  ]);
});

test('MFA, other apps and other users leave nothing', () => {
  const teams = { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', resourceId: null };
  expect(occurrencesOf([withMfa, teams, { userId: null }, { userId: 'another' }])).toEqual([]);
});
