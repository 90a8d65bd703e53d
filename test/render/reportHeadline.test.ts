import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../../shared/domain/account/account';
import { inAllInWords, othersInWords, reportHeadline } from '../../shared/render/report/headline';
import { accounts, aFinding, anAccount, aReport } from './builders';

const [first, second, third] = accounts(3);
if (!first || !second || !third) throw new Error('three accounts are needed');
const without = (userId: string) => aFinding({ userId });
const unclear = (userId: string) =>
  aFinding({ userId, verdict: 'cannotTell', because: 'noDetails', detail: null });

test('counts accounts, not findings', () => {
  const findings = [without(first.userId), without(first.userId), without(second.userId)];
  expect(reportHeadline(aReport({ accounts: [first, second], findings }))).toBe(
    '2 accounts still get in without MFA',
  );
});

test('keeps apart the accounts of which the log cannot tell', () => {
  const findings = [
    without(first.userId),
    unclear(first.userId),
    unclear(second.userId),
    unclear(third.userId),
  ];
  expect(reportHeadline(aReport({ accounts: [first, second, third], findings }))).toBe(
    '1 account still gets in without MFA; for 2 more the log cannot tell',
  );
  expect(reportHeadline(aReport({ accounts: [second], findings }))).toBe(
    'For 1 account, the log cannot tell whether MFA was done',
  );
});

test('claims no exact split when findings are left out', () => {
  const findings = [without(first.userId), unclear(second.userId)];
  const told = '2 accounts still get in without proven MFA, at least 1 of them without MFA';
  expect(reportHeadline(aReport({ accounts: [first, second], findings, findingsCut: true }))).toBe(told);
  expect(reportHeadline(aReport({ accounts: [first, second], findings: [without(first.userId)] }))).toBe(
    told,
  );
  expect(reportHeadline(aReport({ accounts: [first, second], findings: [] }))).toBe(
    '2 accounts still get in without proven MFA',
  );
});

test('counts neither what is settled nor what has no finding', () => {
  const settled = [
    anAccount({ state: 'resolved' }),
    anAccount({ state: 'excepted', firstFinding: null, lastFinding: null }),
    anAccount({ firstFinding: null, lastFinding: null }),
  ];
  expect(reportHeadline(aReport({ accounts: settled }))).toBe('No account gets in without MFA');
});

test('counts guests apart', () => {
  const guests = accounts(2, { kind: 'guest' });
  const findings = [without(first.userId)];
  expect(
    reportHeadline(aReport({ accounts: [anAccount({ userId: first.userId }), ...guests], findings })),
  ).toBe('1 account still gets in without MFA');
  expect(othersInWords(aReport({ accounts: guests }))).toBe('2 guests are counted apart.');
  expect(othersInWords(aReport({ accounts: guests.slice(1) }))).toBe('1 guest is counted apart.');
  expect(othersInWords(aReport())).toBeNull();
  expect(reportHeadline(aReport({ accounts: guests }))).toBe('Only guests still get in without proven MFA');
});

test('counts excepted accounts apart, and does not hide that they get in', () => {
  const excepted = anAccount({ state: 'excepted' });
  const idle = anAccount({ state: 'excepted', firstFinding: null, lastFinding: null });
  const told = (...accounts: AccountView[]) => {
    const report = aReport({ accounts });
    return [reportHeadline(report), othersInWords(report)];
  };
  expect(told(excepted)).toEqual([
    'Only excepted accounts still get in without proven MFA',
    '1 excepted account is counted apart.',
  ]);
  expect(told(anAccount({ kind: 'guest' }), excepted)).toEqual([
    'Only guests and excepted accounts still get in without proven MFA',
    '1 guest and 1 excepted account are counted apart.',
  ]);
  expect(told(idle)).toEqual(['No account gets in without MFA', null]);
});

test('does not call it quiet when findings name no account', () => {
  const findings = [aFinding({ userId: null })];
  expect(reportHeadline(aReport({ accounts: [], findings }))).toBe(
    '1 finding cannot be put to an account; no other gets in without MFA',
  );
});

test('claims nothing before anything was read', () => {
  expect(reportHeadline(aReport({ accounts: [], findings: [], from: null, to: null }))).toBe(
    'Nothing has been read yet',
  );
});

describe('where all sign-ins were counted', () => {
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
    const report = aReport({ accounts: all, findings: [without(first.userId)], findingsCut: true, counted });
    expect(reportHeadline(report)).toBe(
      '8,000 accounts still get in without MFA; for 30 more the log cannot tell',
    );
  });

  test('those who are over now are counted too, and not twice', () => {
    const open = accounts(2, { why: why('withoutMfa') });
    const over = accounts(3, { why: why('withoutMfa'), state: 'resolved', hasOpenFinding: false });
    const inAll = (all: typeof open, totals: typeof counted | null = counted) =>
      inAllInWords(aReport({ accounts: all, counted: totals }));
    expect(inAll([...open, ...over])).toBe('In all, 5 accounts of this log signed in without MFA.');
    expect([inAll(open), inAll([]), inAll([...open, ...over], null)]).toEqual([null, null, null]);
  });

  test('so is the number of those of no account', () => {
    const report = aReport({ accounts: [], findings: [], counted: { findings: 900, nameless: 900 } });
    expect(reportHeadline(report)).toMatch(/^900 findings cannot be put to an account/);
  });

  test('nothing read is not taken for nothing to come', () => {
    const report = aReport({ accounts: [], findings: [], from: null, to: null, counted });
    expect(reportHeadline(report)).toBe('No sign-in could be read');
  });
});
