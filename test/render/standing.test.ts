import { describe, expect, test } from '@jest/globals';
import { NO_EFFECT } from '../../shared/domain/account/effect';
import type { ReportContent } from '../../shared/domain/report';
import { standingOf } from '../../shared/render/report/standing';
import { accounts, aFinding, anAccount, anEffect, aReport, NO_COUNTS } from './builders';

const headline = (change: Partial<ReportContent>) => standingOf(aReport(change)).headline;
const counts = (change: Partial<typeof NO_COUNTS>) => ({
  kind: 'effects',
  counts: { ...NO_COUNTS, ...change },
  nameless: 0,
});

test('counts every account once by what happens to it, guests too', () => {
  const all = [
    ...accounts(2),
    anAccount({ kind: 'guest' }),
    anAccount({ effect: anEffect({ kind: 'stopped' }) }),
    anAccount({ effect: anEffect({ kind: 'readsOnly' }), roles: [{ roleId: 'r', held: 'eligible' }] }),
    anAccount({ effect: NO_EFFECT, state: 'resolved' }),
  ];
  expect(headline({ accounts: all })).toEqual(
    counts({ stopped: 1, getsIn: 3, readsOnly: 1, privileged: { stopped: 0, getsIn: 0, readsOnly: 1 } }),
  );
});

test('counts exempted accounts apart', () => {
  expect(headline({ accounts: [anAccount({ state: 'excepted' })] })).toEqual(counts({ excepted: 1 }));
});

test('counts findings of no account', () => {
  expect(headline({ accounts: [], findings: [aFinding({ userId: null })] })).toMatchObject({ nameless: 1 });
});

test('claims nothing before the first read', () => {
  expect(headline({ accounts: [], findings: [], from: null, to: null })).toEqual({ kind: 'notYetRead' });
});

describe('if all sign-ins were counted', () => {
  const why = [
    {
      app: 'azureCli',
      verdict: 'withoutMfa' as const,
      cause: 'passwordAlone' as const,
      times: 2,
      last: '2026-11-20T17:41:30.000Z',
    },
  ];
  const counted = { findings: 20_000, nameless: 0 };

  test('accounts that are over are part of the total, which is given only if it is more than the headline', () => {
    const open = accounts(2, { why });
    const over = accounts(3, { why, state: 'resolved', effect: NO_EFFECT });
    const inAll = (all: typeof open, totals: typeof counted | null = counted) =>
      standingOf(aReport({ accounts: all, counted: totals })).withoutMfaInAll;
    expect(inAll([...open, ...over])).toBe(5);
    expect([inAll(open), inAll([]), inAll([...open, ...over], null)]).toEqual([null, null, null]);
  });

  test('findings of no account are counted over all findings', () => {
    const report = { accounts: [], findings: [], counted: { findings: 900, nameless: 900 } };
    expect(headline(report)).toMatchObject({ nameless: 900 });
  });

  test('files without a readable sign-in are not a log that is read later', () => {
    expect(headline({ accounts: [], findings: [], from: null, to: null, counted })).toEqual({
      kind: 'unreadable',
    });
  });
});
