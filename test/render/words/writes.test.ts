import { expect, test } from '@jest/globals';
import type { UnprovenWrites } from '../../../shared/domain/enforcement/unprovenWrites';
import { moreWriters, notReported, writesInWords } from '../../../shared/render/words/writes';
import { someWrites } from '../builders';

const words = (change: Partial<UnprovenWrites>) => writesInWords(someWrites(change));

test.each<[Partial<UnprovenWrites>, string]>([
  [
    {},
    'Azure policies reported these changes in the 7 days before the last read, in 1 subscription. Phase 2 stops these accounts.',
  ],
  [
    { isCut: true },
    'Azure policies reported these changes in the 7 days before the last read, in 1 subscription. Phase 2 stops these accounts. Part of the Activity Log could not be read, so each number is a minimum.',
  ],
  [{ writers: [] }, 'None in the 7 days before the last read, in 1 subscription.'],
  [
    { writers: [], isCut: true },
    'None in the 7 days before the last read, in 1 subscription, in the part of the Activity Log that could be read.',
  ],
])('%j', (change, sentence) => {
  expect(words(change)).toBe(sentence);
});

test('without a policy that reports changes, the advice is to assign one', () => {
  const { sentence } = notReported(someWrites({ subscriptions: 2 }));
  expect(sentence).toBe(
    "No Azure policy reports these changes in the 2 subscriptions that MFA Watch can read. Microsoft's audit policies for MFA show the accounts that phase 2 stops.",
  );
  expect(moreWriters(3)).toBe('And 3 more accounts.');
});
