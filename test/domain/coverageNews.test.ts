import { describe, expect, test } from '@jest/globals';
import type { Coverage } from '../../shared/domain/coverage/coverage';
import { coverageNews } from '../../shared/domain/coverage/coverageNews';
import type { Gap } from '../../shared/domain/coverage/hole';
import { knownIn } from '../../shared/domain/coverage/known';
import type { TenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import { anAccount } from '../render/builders';
import { aTenantCoverage } from './builders';

const KNOWN = { people: {}, names: {}, policies: {} };
const user = (who: string): Gap => ({ who, why: 'excludedUser', policy: 'p1' });

/** Coverage of one app or several, each with its gaps. */
function covering(
  apps: Readonly<Record<string, readonly [Coverage, readonly Gap[], number?]>>,
  change: Partial<TenantCoverage> = {},
): TenantCoverage {
  const entries = Object.entries(apps).map(([key, [coverage, gaps, gapCount = gaps.length]]) => [
    key,
    { coverage, policies: ['p1'], gaps, gapCount },
  ]);
  return aTenantCoverage({ apps: Object.fromEntries(entries), ...change });
}
const news = (now: TenantCoverage, sent: TenantCoverage | null) => coverageNews(now, sent, KNOWN);

test('the first news has the numbers and no change', () => {
  expect(news(covering({ a: ['everyone', []], b: ['someone', [user('u')]] }), null)).toEqual({
    trend: 'first',
    covered: 1,
    apps: 2,
    securityDefaults: null,
    policies: [],
    levels: [],
    opened: [],
    closed: [],
    known: KNOWN,
  });
});

describe('there is no news', () => {
  const some = covering({ a: ['someone', [user('u'), user('v')]] });
  test.each<[string, TenantCoverage]>([
    ['when all is as it was', covering({ a: ['someone', [user('u'), user('v')]] }, { at: 'later' })],
    ['when the gaps come in another order', covering({ a: ['someone', [user('v'), user('u')]] })],
    [
      'when a policy comes or is switched that changes no coverage',
      covering(
        { a: ['someone', [user('u'), user('v')]] },
        { policies: [{ id: 'p2', name: 'Other', state: 'reportOnly' }] },
      ),
    ],
    ['when an app comes by a setting', covering({ a: ['someone', [user('u'), user('v')]], b: ['none', []] })],
  ])('%s', (_, now) => {
    expect(news(now, some)).toBeNull();
  });

  test('if a setting removed an app', () => {
    expect(news(covering({ b: ['none', []] }), covering({ a: ['none', []], b: ['none', []] }))).toBeNull();
  });
});

describe('the trend', () => {
  test.each<[string, Coverage, Coverage, string]>([
    ['down', 'everyone', 'someone', 'worse'],
    ['down', 'someone', 'reportOnly', 'worse'],
    ['down', 'reportOnly', 'none', 'worse'],
    ['up', 'none', 'reportOnly', 'better'],
    ['up', 'someone', 'everyone', 'better'],
  ])('goes with the level, %s: %s to %s', (_, from, to, trend) => {
    expect(news(covering({ a: [to, []] }), covering({ a: [from, []] }))).toMatchObject({
      trend,
      levels: [{ app: 'a', from, to }],
    });
  });

  test('is mixed if one app goes up and another down', () => {
    const before = covering({ a: ['everyone', []], b: ['none', []] });
    const after = covering({ a: ['someone', []], b: ['someone', []] });
    expect(news(after, before)?.trend).toBe('mixed');
  });

  test.each<[string, readonly Gap[], readonly Gap[], string]>([
    ['one more', [user('u')], [user('u'), user('v')], 'worse'],
    ['one less', [user('u'), user('v')], [user('u')], 'better'],
    ['another', [user('u')], [user('v')], 'mixed'],
  ])('goes with the gaps where no level changed: %s', (_, before, after, trend) => {
    expect(news(covering({ a: ['someone', after] }), covering({ a: ['someone', before] }))?.trend).toBe(
      trend,
    );
  });

  test('depends on the levels alone if one changed', () => {
    const after = covering({ a: ['everyone', []], b: ['someone', [user('u')]] });
    const before = covering({ a: ['someone', [user('v')]], b: ['someone', []] });
    expect(news(after, before)?.trend).toBe('better');
  });
});

describe('gaps', () => {
  test('that are new or gone are listed once, for any number of apps', () => {
    const before = covering({
      a: ['someone', [user('gone'), user('stays')]],
      b: ['someone', [user('gone')]],
    });
    const after = covering({ a: ['someone', [user('stays'), user('new')]], b: ['someone', [user('new')]] });
    expect(news(after, before)).toMatchObject({ opened: [user('new')], closed: [user('gone')] });
  });

  test('count for each app: one that another app had before is new for this one', () => {
    const before = covering({ a: ['someone', [user('u')]], b: ['someone', []] });
    const after = covering({ a: ['someone', [user('u')]], b: ['someone', [user('u')]] });
    expect(news(after, before)).toMatchObject({ trend: 'worse', opened: [user('u')], closed: [] });
  });

  test.each<[string, Gap]>([
    ['reason', { who: 'u', why: 'excludedGroup', policy: 'p1' }],
    ['policy', { ...user('u'), policy: 'p2' }],
    ['policy', { ...user('u'), policy: null }],
    ['person', user('v')],
  ])('differ by %s', (_, gap) => {
    const found = news(covering({ a: ['someone', [gap]] }), covering({ a: ['someone', [user('u')]] }));
    expect(found).toMatchObject({ opened: [gap], closed: [user('u')] });
  });

  test.each<[string, number, number, string]>([
    ['more', 300, 301, 'worse'],
    ['fewer', 301, 300, 'better'],
  ])('count by their number if not all are kept: %s', (_, before, after, trend) => {
    const found = news(
      covering({ a: ['someone', [user('u')], after] }),
      covering({ a: ['someone', [user('v')], before] }),
    );
    expect(found).toMatchObject({ trend, opened: [], closed: [] });
  });

  test.each([
    ['before', 300, 1],
    ['now', 1, 300],
  ])('are not compared if not all were kept %s', (_, before, after) => {
    const found = news(
      covering({ a: ['someone', [user('u')], after] }),
      covering({ a: ['someone', [user('v')], before] }),
    );
    expect(found).toMatchObject({ opened: [], closed: [] });
  });

  test('are no news if not all are kept and the number is the same', () => {
    const of = (who: string) => covering({ a: ['someone', [user(who)], 300] });
    expect(news(of('u'), of('v'))).toBeNull();
  });
});

test('lists the policies that were switched, created or deleted, and no other', () => {
  const sent = covering(
    { a: ['everyone', []] },
    {
      policies: [
        { id: 'p1', name: 'Switched', state: 'enabled' },
        { id: 'p2', name: 'Same', state: 'enabled' },
        { id: 'p3', name: 'Deleted', state: 'disabled' },
      ],
    },
  );
  const now = covering(
    { a: ['someone', []] },
    {
      policies: [
        { id: 'p1', name: 'Switched, renamed', state: 'reportOnly' },
        { id: 'p2', name: 'Same, renamed', state: 'enabled' },
        { id: 'p4', name: 'Made', state: 'enabled' },
      ],
    },
  );
  expect(news(now, sent)?.policies).toEqual([
    { name: 'Switched, renamed', from: 'enabled', to: 'reportOnly' },
    { name: 'Deleted', from: 'disabled', to: null },
    { name: 'Made', from: null, to: 'enabled' },
  ]);
});

test.each([
  [false, true, true],
  [true, false, false],
  [true, true, null],
  [false, false, null],
])('security defaults from %s to %s', (before, after, change) => {
  const found = news(
    covering({ a: ['someone', []] }, { securityDefaults: after }),
    covering({ a: ['everyone', []] }, { securityDefaults: before }),
  );
  expect(found?.securityDefaults).toBe(change);
});

describe('the known names', () => {
  const coverage = covering({ a: ['someone', [user('u'), user('emergency'), user('seen')]] });

  test('are those of users in gaps, and no other', () => {
    const views = [anAccount({ userId: 'u' }), anAccount({ userId: 'other' })];
    expect(knownIn([coverage, null], views, new Set())).toEqual({
      names: {},
      people: {
        u: { userPrincipalName: 'anna.berg@contoso.example', userDisplayName: 'Anna Berg', kind: 'person' },
      },
      policies: { p1: 'Require MFA' },
    });
  });

  test('have break-glass accounts, also those that never signed in', () => {
    const views = [anAccount({ userId: 'seen', kind: 'breakGlass' })];
    const { people } = knownIn([coverage], views, new Set(['emergency', 'seen', 'unnamed']));
    expect(people).toEqual({
      emergency: { userPrincipalName: null, userDisplayName: null, kind: 'breakGlass' },
      seen: {
        userPrincipalName: 'anna.berg@contoso.example',
        userDisplayName: 'Anna Berg',
        kind: 'breakGlass',
      },
    });
  });

  test('have the newest name of a policy', () => {
    const renamed = aTenantCoverage({ policies: [{ id: 'p1', name: 'New name', state: 'enabled' }] });
    expect(knownIn([aTenantCoverage(), renamed], [], new Set()).policies).toEqual({ p1: 'New name' });
  });
});
