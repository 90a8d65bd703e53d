import { describe, expect, test } from '@jest/globals';
import type { ReportContent } from '../../shared/domain/report';
import { standingOf } from '../../shared/render/report/standing';
import { accounts, aFinding, anAccount, aReport } from './builders';

const [first, second, third] = accounts(3);
if (!first || !second || !third) throw new Error('three accounts are needed');
const without = (userId: string) => aFinding({ userId });
const unclear = (userId: string) =>
  aFinding({ userId, verdict: 'cannotTell', because: 'noDetails', detail: null });
const headline = (change: Partial<ReportContent>) => standingOf(aReport(change)).headline;

test('counts accounts, not findings', () => {
  const findings = [without(first.userId), without(first.userId), without(second.userId)];
  expect(headline({ accounts: [first, second], findings })).toEqual({
    kind: 'exactly',
    without: 2,
    cannotTell: 0,
  });
});

test('counts separately the accounts of which the log cannot tell', () => {
  const findings = [
    without(first.userId),
    unclear(first.userId),
    unclear(second.userId),
    unclear(third.userId),
  ];
  expect(headline({ accounts: [first, second, third], findings })).toEqual({
    kind: 'exactly',
    without: 1,
    cannotTell: 2,
  });
  expect(headline({ accounts: [second], findings })).toEqual({ kind: 'exactly', without: 0, cannotTell: 1 });
});

test('gives no exact split if the findings do not cover every account', () => {
  const both = [first, second];
  const findings = [without(first.userId), unclear(second.userId)];
  const atLeast = { kind: 'atLeast', open: 2, without: 1 };
  expect(headline({ accounts: both, findings, findingsCut: true })).toEqual(atLeast);
  expect(headline({ accounts: both, findings: [without(first.userId)] })).toEqual(atLeast);
  expect(headline({ accounts: both, findings: [] })).toEqual({ ...atLeast, without: 0 });
});

test('does not count accounts that are resolved or have no finding', () => {
  const settled = [
    anAccount({ state: 'resolved' }),
    anAccount({ state: 'excepted', firstFinding: null, lastFinding: null }),
    anAccount({ firstFinding: null, lastFinding: null }),
  ];
  expect(standingOf(aReport({ accounts: settled }))).toMatchObject({
    headline: { kind: 'nobody' },
    excepted: 0,
  });
});

test('counts guests separately', () => {
  const guests = accounts(2, { kind: 'guest' });
  const one = aReport({ accounts: [anAccount({ userId: first.userId }), ...guests] });
  expect(standingOf({ ...one, findings: [without(first.userId)] })).toMatchObject({
    headline: { kind: 'exactly', without: 1 },
    guests: 2,
  });
  expect(headline({ accounts: guests })).toEqual({ kind: 'onlyOthers', others: ['guests'] });
});

test('counts excepted accounts separately, and does not hide that they get in', () => {
  const excepted = anAccount({ state: 'excepted' });
  expect(standingOf(aReport({ accounts: [excepted] }))).toMatchObject({
    headline: { kind: 'onlyOthers', others: ['excepted'] },
    excepted: 1,
  });
  expect(headline({ accounts: [anAccount({ kind: 'guest' }), excepted] })).toEqual({
    kind: 'onlyOthers',
    others: ['guests', 'excepted'],
  });
});

test('names findings of no account, if no account is open', () => {
  const findings = [aFinding({ userId: null })];
  expect(headline({ accounts: [], findings })).toEqual({ kind: 'nameless', findings: 1 });
});

test('claims nothing before the first read', () => {
  expect(headline({ accounts: [], findings: [], from: null, to: null })).toEqual({ kind: 'notYetRead' });
});

describe('if all sign-ins were counted', () => {
  const why = (verdict: 'withoutMfa' | 'cannotTell') => [
    {
      app: 'azureCli',
      verdict,
      cause: verdict === 'withoutMfa' ? ('passwordAlone' as const) : ('noDetails' as const),
      times: 2,
      last: '2026-11-20T17:41:30.000Z',
    },
  ];
  const counted = { findings: 20_000, nameless: 0 };

  test('the split is exact, though few of the findings are at hand', () => {
    const all = [...accounts(8_000, { why: why('withoutMfa') }), ...accounts(30, { why: why('cannotTell') })];
    const findings = [without(first.userId)];
    expect(headline({ accounts: all, findings, findingsCut: true, counted })).toEqual({
      kind: 'exactly',
      without: 8_000,
      cannotTell: 30,
    });
  });

  test('resolved accounts are part of the total, which is given only if it is more than the headline', () => {
    const open = accounts(2, { why: why('withoutMfa') });
    const over = accounts(3, { why: why('withoutMfa'), state: 'resolved', hasOpenFinding: false });
    const inAll = (all: typeof open, totals: typeof counted | null = counted) =>
      standingOf(aReport({ accounts: all, counted: totals })).withoutMfaInAll;
    expect(inAll([...open, ...over])).toBe(5);
    expect([inAll(open), inAll([]), inAll([...open, ...over], null)]).toEqual([null, null, null]);
  });

  test('findings of no account are counted over all findings', () => {
    const report = { accounts: [], findings: [], counted: { findings: 900, nameless: 900 } };
    expect(headline(report)).toEqual({ kind: 'nameless', findings: 900 });
  });

  test('files without a readable sign-in are not a log that will be read', () => {
    expect(headline({ accounts: [], findings: [], from: null, to: null, counted })).toEqual({
      kind: 'unreadable',
    });
  });
});
