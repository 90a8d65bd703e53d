import { describe, expect, test } from '@jest/globals';
import { idFingerprints } from '../../local/scan/idFingerprints';
import { type Place, versions } from '../../local/scan/versions';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { aSignIn, aStep } from '../domain/builders';
import { fc } from '../seededFc';

/** The records that count, by their position in the input. */
function counted(records: readonly SignIn[], known = versions()): readonly number[] {
  // Three records an input.
  const places = records.map((_, at): Place => ({ input: Math.floor(at / 3), record: 1 + (at % 3) }));
  const placeOf = (at: number) => places[at] ?? { input: 0, record: 0 };
  for (const [at, signIn] of records.entries()) known.note(signIn, placeOf(at));
  const ask = () => records.flatMap((signIn, at) => (known.counts(signIn, placeOf(at)) ? [at] : []));
  const once = ask();
  expect(ask()).toEqual(once);
  return once;
}

const full = aSignIn({ steps: [aStep(), aStep()] });

describe('of several records of one sign-in', () => {
  test.each<[string, SignIn]>([
    ['fewer steps', { ...full, steps: [aStep()] }],
    ['no steps', { ...full, steps: [] }],
    [
      'no field for steps, as in the portal CSV',
      { ...full, steps: null, additionalDetails: 'more', userAgent: 'm' },
    ],
    ['neither steps nor requirement, as in v1.0', { ...full, steps: null, authenticationRequirement: null }],
    ['no session id', { ...full, sessionId: null }],
  ])('the one with %s does not count', (_, poorer) => {
    const richer = { ...full, sessionId: 's' };
    expect(counted([richer, poorer])).toEqual([0]);
    expect(counted([poorer, richer])).toEqual([1]);
    expect(counted([poorer, richer, poorer, poorer])).toEqual([1]);
  });

  test('a requirement weighs more than any other field', () => {
    const v1 = { ...full, steps: null, authenticationRequirement: null, userAgent: 'more', sessionId: 's' };
    expect(counted([{ ...full, steps: null }, v1])).toEqual([0]);
  });

  test('that are equally complete, the last one counts', () => {
    expect(counted([full, full, full, full])).toEqual([3]);
  });
});

test('records of different sign-ins all count', () => {
  expect(counted(['a', 'b', 'c'].map((id) => aSignIn({ id })))).toEqual([0, 1, 2]);
  expect(versions().hasRepeats()).toBe(false);
});

const anyLog = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'a0000001-0000-4000-8000-000000000001'),
    steps: fc.nat(3),
  }),
  { maxLength: 12 },
);

test('exactly one record of each sign-in counts: the last of those with the most steps', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const best = new Map<string, number>();
      log.forEach(({ id, steps }, at) => {
        const known = best.get(id);
        if (known === undefined || steps >= (log[known]?.steps ?? 0)) best.set(id, at);
      });
      const records = log.map(({ id, steps }) =>
        aSignIn({ id, steps: Array.from({ length: steps }, () => aStep()) }),
      );
      const expected = [...best.values()].sort((a, b) => a - b);
      expect(counted(records)).toEqual(expected);
      // Prints that take each id for one seen before.
      expect(counted(records, versions({ isNew: () => false, forget: () => {} }))).toEqual(expected);
    }),
  );
});

test('fingerprints distinguish new ids from earlier ones', () => {
  const { isNew } = idFingerprints();
  const ids = Array.from(
    { length: 50_000 },
    (_, n) => `a0000001-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
  );
  expect(ids.filter((id) => !isNew(id))).toEqual([]);
  expect(ids.filter(isNew)).toEqual([]);
  expect(isNew('')).toBe(true);
  expect(isNew('')).toBe(false);
});
