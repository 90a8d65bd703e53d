import { describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../shared/domain/account/account';
import type { AppUse } from '../../shared/domain/account/accountFacts';
import { viewOf } from '../../shared/domain/account/accountView';
import { findingUse, mergeUses, mfaUse, standingOf } from '../../shared/domain/account/appUse';
import { composeDigest, sentAfter } from '../../shared/domain/digest/composeDigest';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { NOW, someFacts } from './builders';

/** What a sign-in was, and its hour from the start. */
type Seen = readonly ['mfa' | 'password' | 'silent', number];

const at = (hour: number) => isoTime(NOW + hour * HOUR_MS);
const useOf = ([what, hour]: Seen): AppUse =>
  what === 'mfa' ? mfaUse(at(hour)) : findingUse(at(hour), what === 'password');
const merged = (seen: readonly Seen[]) => seen.map(useOf).reduce(mergeUses);
const daily = (days: number, ...each: readonly Seen[]) =>
  Array.from({ length: days }, (_, day) => each.map(([what, hour]): Seen => [what, 24 * day + hour])).flat();

/** The section of one account in the digest of each morning: `.` for none. */
function mornings(apps: Readonly<Record<string, readonly Seen[]>>, days: number): string {
  let sent: Readonly<Record<string, AccountState>> | null = null;
  let said = '';
  for (let day = 1; day <= days; day++) {
    const read = Object.entries(apps).flatMap(([app, seen]) => {
      const known = seen.filter(([, hour]) => hour < 24 * day);
      return known.length === 0 ? [] : [[app, merged(known)] as const];
    });
    const context = { breakGlass: new Set<string>(), sent: sent ?? {}, now: NOW + day * DAY_MS };
    const views = [viewOf(someFacts({ apps: Object.fromEntries(read) }), context)];
    const { news, returned, resolved } = composeDigest({ ...REST, views, sent });
    said += news.length > 0 ? 'n' : returned.length > 0 ? 'b' : resolved.length > 0 ? 'r' : '.';
    sent = sentAfter(views, sent ?? {});
  }
  return said;
}

const REST = {
  localDay: '2026-03-02',
  tenantName: null,
  weekAgo: null,
  timeZone: 'UTC',
  cloud: 'global',
  assumedPhases: [],
  phoneOnly: null,
  readUntil: at(0),
  coverage: null,
  microsoft: { enforcement: null, firstRead: null, notices: [] },
  breakGlass: null,
  problems: [],
  unreached: [],
  reportUrl: null,
  appNames: {},
  stoppedSince: at(0),
  sentStops: {},
} as const;

describe('a state that flips from day to day is not news', () => {
  test.each<[string, string, Readonly<Record<string, readonly Seen[]>>]>([
    [
      'MFA each morning, a silent refresh each afternoon',
      '..........',
      { cli: daily(10, ['mfa', 8], ['silent', 15]) },
    ],
    [
      'the same in turns',
      '..........',
      {
        cli: [
          ...daily(1, ['mfa', 8], ['silent', 15]),
          ...daily(5, ['silent', 33], ['mfa', 40], ['silent', 57]),
        ],
      },
    ],
    [
      'a silent refresh before the first MFA',
      'n..r......',
      { cli: [['silent', 5], ...daily(10, ['mfa', 8], ['silent', 15])] },
    ],
    [
      'a password alone one day, MFA the next',
      'n.........',
      {
        portals: [0, 2, 4, 6, 8].flatMap((day): Seen[] => [
          ['password', 24 * day + 9],
          ['mfa', 24 * day + 33],
        ]),
      },
    ],
    [
      'MFA at the portals, a silent refresh at Azure CLI',
      'n.........',
      {
        portals: daily(10, ['mfa', 8]),
        cli: daily(10, ['silent', 15]),
      },
    ],
    [
      'a password once, then MFA each day with a silent refresh',
      'n..r......',
      {
        cli: [['password', 7], ...daily(10, ['mfa', 8], ['silent', 15])],
      },
    ],
    ['a password each day after MFA', 'n.........', { cli: daily(10, ['mfa', 8], ['password', 15]) }],
    [
      'MFA once, then silence and a refresh a week later',
      '..........',
      {
        cli: [
          ['mfa', 8],
          ['silent', 180],
        ],
      },
    ],
    [
      'a password, MFA, and a password again a week later',
      'n..r..b...',
      {
        cli: [
          ['password', 7],
          ['mfa', 8],
          ['password', 167],
        ],
      },
    ],
  ])('%s', (_, said, apps) => {
    expect(mornings(apps, 10)).toBe(said);
  });
});

describe('a sign-in whose MFA the log does not show', () => {
  test('counts when MFA at that app is longer ago than a session lasts', () => {
    const silent: Seen = ['silent', 0];
    expect(standingOf(merged([['mfa', -90 * 24], silent]), NOW + 1)).toBe('over');
    expect(standingOf(merged([['mfa', -90 * 24 - 1], silent]), NOW + 1)).toBe('open');
  });

  test('counts when a row of an earlier version does not say what it was', () => {
    const old = { firstFinding: at(0), lastFinding: at(0), lastMfa: at(-1) };
    expect(standingOf(old, NOW + 1)).toBe('open');
    expect(standingOf(mergeUses(old, mfaUse(at(-2))), NOW + 1)).toBe('open');
    expect(standingOf(mergeUses(old, findingUse(at(1), false)), NOW + 2 * HOUR_MS)).toBe('open');
  });
});

test('uses merge to the same in any order', () => {
  const seen = [
    ['password', 1],
    ['silent', 5],
    ['mfa', 2],
    ['mfa', 4],
    ['silent', 3],
  ] as const;
  expect(merged(seen)).toEqual(merged([...seen].reverse()));
  expect(merged([...seen, ...seen])).toEqual(merged(seen));
  expect(merged(seen)).toEqual({
    firstFinding: at(1),
    lastFinding: at(5),
    lastMfa: at(4),
    lastWithoutMfa: at(1),
    firstMfa: at(2),
  });
});
