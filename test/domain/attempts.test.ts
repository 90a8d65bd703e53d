import { describe, expect, test } from '@jest/globals';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { type AttemptRecord, attemptRecord } from '../../shared/domain/verdict/attempts';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { tally } from '../../shared/domain/verdict/summary';
import { fc } from '../seededFc';
import { aContext, anMfaStep, aSignIn } from './builders';

const NOBODY = { withoutMfa: 0, cannotTell: 0, mfa: 0, outOfScope: 0 };

function summaryOf(changes: readonly Partial<SignIn>[]) {
  const counts = tally();
  for (const change of changes) counts.add(attemptRecord(judgeSignIn(aSignIn(change), aContext())));
  return counts.summary();
}

const INTERRUPT = { id: 'i', errorCode: 50140, createdDateTime: '2026-03-01T08:59:40.000Z' };
const COMPLETED = { id: 'c', createdDateTime: '2026-03-01T09:00:00.000Z' };

describe('the records of one attempt', () => {
  test.each<[string, readonly Partial<SignIn>[], object]>([
    ['an interrupt and what followed it', [INTERRUPT, COMPLETED], { withoutMfa: 1 }],
    ['the same, newest first', [COMPLETED, INTERRUPT], { withoutMfa: 1 }],
    ['an interrupt with MFA', [INTERRUPT, { ...COMPLETED, steps: [anMfaStep()] }], { mfa: 1 }],
    [
      'three rows of Azure Monitor',
      [COMPLETED, { ...COMPLETED, id: 'd' }, { ...COMPLETED, id: 'e' }],
      { withoutMfa: 1 },
    ],
    [
      'rows that disagree',
      [{ ...COMPLETED, steps: [] }, COMPLETED, { ...COMPLETED, steps: [anMfaStep()] }],
      { withoutMfa: 1 },
    ],
    ['interrupts on both sides', [INTERRUPT, INTERRUPT, COMPLETED, INTERRUPT], { withoutMfa: 1 }],
  ])('count once: %s', (_, records, expected) => {
    const summary = summaryOf(records);
    expect(summary.byVerdict).toEqual({ ...NOBODY, ...expected });
    expect(summary.byApp).toEqual({ adminPortals: { ...NOBODY, ...expected } });
    expect(summary.read).toBe(records.length);
  });

  test('that led nowhere count each', () => {
    const mistyped = { ...INTERRUPT, errorCode: 50126 };
    expect(summaryOf([mistyped, mistyped, mistyped]).byVerdict).toEqual({ ...NOBODY, outOfScope: 3 });
  });

  test.each<[string, Partial<SignIn>]>([
    ['of another user', { userId: 'b0000002-0000-4000-8000-000000000002' }],
    ['of another attempt', { correlationId: 'c0000002-0000-4000-8000-000000000002' }],
    ['without a correlation id', { correlationId: null }],
    ['to another enforced app', { appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' }],
    ['of a page that stayed open', { createdDateTime: '2026-03-01T09:05:00.001Z' }],
  ])('are not joined by one %s', (_, change) => {
    expect(summaryOf([COMPLETED, { ...COMPLETED, ...change }]).byVerdict.withoutMfa).toBe(2);
  });

  test('are not joined without a correlation id', () => {
    const unknown = { ...COMPLETED, correlationId: null };
    expect(summaryOf([unknown, unknown]).byVerdict.withoutMfa).toBe(2);
  });

  test('are joined up to five minutes apart', () => {
    const late = { ...COMPLETED, createdDateTime: '2026-03-01T09:05:00.000Z' };
    expect(summaryOf([COMPLETED, late]).byVerdict.withoutMfa).toBe(1);
  });

  test('are not looked for at apps that are not enforced', () => {
    const teams = { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', resourceId: null };
    expect(summaryOf([teams, teams])).toMatchObject({ byVerdict: { ...NOBODY, outOfScope: 2 }, byApp: {} });
  });

  test('are forgotten after 10,000 other attempts, so that memory stays flat', () => {
    const others = (count: number) =>
      Array.from({ length: count }, (_, index) => aRecord({ correlationId: `other ${index}` }));
    const countOf = (records: readonly AttemptRecord[]) => {
      const counts = tally();
      for (const record of records) counts.add(record);
      return counts.summary().byVerdict.withoutMfa;
    };
    const first = aRecord({ correlationId: 'first' });
    expect(countOf([first, ...others(9_999), first])).toBe(10_000);
    expect(countOf([first, ...others(10_000), first])).toBe(10_002);
  });
});

function aRecord(change: Partial<AttemptRecord> = {}): AttemptRecord {
  const createdDateTime = '2026-03-01T09:00:00.000Z';
  return {
    app: 'azureCli',
    verdict: 'withoutMfa',
    cause: 'weakPrimary',
    userId: 'u',
    correlationId: 'c',
    createdDateTime,
    ...change,
  };
}

test('a summary counts unreadable records, and lists the apps by their keys', () => {
  const counts = tally();
  for (const app of ['azureCli', 'adminPortals', 'azureMobileApp', null]) counts.add(aRecord({ app }));
  counts.reject();
  counts.reject();
  const summary = counts.summary();
  expect([summary.read, summary.rejected]).toEqual([4, 2]);
  expect(Object.keys(summary.byApp)).toEqual(['adminPortals', 'azureCli', 'azureMobileApp']);
});

test('the order of the records of an attempt makes no difference', () => {
  const anyRecords = fc.array(
    fc.record({
      verdict: fc.constantFrom(
        'withoutMfa' as const,
        'cannotTell' as const,
        'mfa' as const,
        'outOfScope' as const,
      ),
      correlationId: fc.constantFrom('a', 'b', 'c'),
    }),
    { minLength: 1 },
  );
  const byVerdict = (records: readonly Partial<AttemptRecord>[]) => {
    const counts = tally();
    for (const record of records) counts.add(aRecord(record));
    return counts.summary().byVerdict;
  };
  fc.assert(
    fc.property(anyRecords, (records) => {
      const counts = byVerdict(records);
      expect(byVerdict(records.toReversed())).toEqual(counts);
      const completed = records.filter(({ verdict }) => verdict !== 'outOfScope');
      const ids = new Set(completed.map(({ correlationId }) => correlationId));
      expect(counts.withoutMfa + counts.cannotTell + counts.mfa).toBe(ids.size);
      expect(counts.outOfScope).toBe(
        records.filter(({ verdict, correlationId }) => verdict === 'outOfScope' && !ids.has(correlationId))
          .length,
      );
    }),
  );
});
