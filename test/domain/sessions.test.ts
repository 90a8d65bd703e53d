import { expect, test } from '@jest/globals';
import type { SessionProof } from '../../shared/domain/verdict/evidence';
import { earlierProof, sessionProofs } from '../../shared/domain/verdict/sessions';
import { fc } from '../seededFc';

const anyId = fc.oneof(
  fc.constantFrom('d0000001-0000-4000-8000-000000000001', 'd0000001-0000-4000-8000-000000000002', 's', 'S t'),
  fc.uuid(),
);
const anyTime = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('2026-03-01T08:00:00.000Z', '2026-03-01T08:00:00Z', '1969-12-31T23:59:59.999Z', 'soon'),
);
const anyProof = fc.record({ userId: anyId, sessionId: anyId, signInId: anyId, at: anyTime });

test('gives back the earliest proof of each user and session, in whichever order they came', () => {
  fc.assert(
    fc.property(fc.array(anyProof, { maxLength: 40 }), (proofs) => {
      const sessions = sessionProofs();
      const expected = new Map<string, SessionProof>();
      for (const { userId, sessionId, signInId, at } of proofs) {
        sessions.addProof(userId, sessionId, { signInId, at });
        const key = JSON.stringify([userId, sessionId]);
        const known = expected.get(key);
        expected.set(key, known ? earlierProof(known, { signInId, at }) : { signInId, at });
      }
      for (const [key, proof] of expected) {
        const [userId, sessionId] = JSON.parse(key) as [string, string];
        expect(sessions.proofFor({ userId, sessionId, createdDateTime: proof.at })).toEqual(proof);
      }
    }),
  );
});

test('proves nothing for an unknown session, or for a sign-in without a user', () => {
  const sessions = sessionProofs();
  sessions.addProof('u', 's', { signInId: 'p', at: '2026-03-01T08:00:00.000Z' });
  const later = { createdDateTime: '2026-03-02T08:00:00.000Z' };
  expect(sessions.proofFor({ userId: 'u', sessionId: 't', ...later })).toBeNull();
  expect(sessions.proofFor({ userId: 'u s', sessionId: '', ...later })).toBeNull();
  expect(sessions.proofFor({ userId: null, sessionId: 's', ...later })).toBeNull();
  expect(sessions.proofFor({ userId: 'u', sessionId: null, ...later })).toBeNull();
});
