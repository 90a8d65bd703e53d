import { expect, test } from '@jest/globals';
import { lastVersions } from '../../../shared/domain/stream/version';
import { fc } from '../../seededFc';
import { aSignIn } from '../builders';

const AT = '2026-03-02T10:36:12.000Z';
const LATER = '2026-03-02T10:50:00.000Z';

test('the version that reached the log last counts, even if it says less', () => {
  const early = { signIn: aSignIn({ failureReason: 'Other.' }), loggedAt: AT };
  const late = { signIn: aSignIn({ failureReason: null, steps: null }), loggedAt: LATER };
  expect([...lastVersions([late, early]).values()]).toEqual([late.signIn]);
});

test('of versions of one instant, the most complete one counts', () => {
  const step = { method: 'x', methodDetail: null, succeeded: true, result: null, requirement: null };
  const more = { signIn: aSignIn({ steps: [step, step] }), loggedAt: AT };
  const less = { signIn: aSignIn({ steps: [step] }), loggedAt: AT };
  expect([...lastVersions([more, less]).values()]).toEqual([more.signIn]);
});

test('the order in which versions come makes no difference, and repeating them neither', () => {
  const version = fc.record({
    signIn: fc
      .record({ id: fc.constantFrom('a', 'b'), city: fc.constantFrom('x', 'y', null) })
      .map((changes) => aSignIn(changes)),
    loggedAt: fc.constantFrom(AT, LATER),
  });
  fc.assert(
    fc.property(fc.array(version), fc.array(fc.nat()), (versions, keys) => {
      const shuffled = [...versions, ...versions].sort((_a, _b) => ((keys.pop() ?? 0) % 3) - 1);
      expect(new Map(lastVersions(shuffled))).toEqual(new Map(lastVersions(versions)));
    }),
  );
});
