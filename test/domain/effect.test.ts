import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { mfaUse } from '../../shared/domain/account/appUse';
import type { Changes } from '../../shared/domain/account/changes';
import { EFFECT_KINDS, type Effect } from '../../shared/domain/account/effect';
import { effectOf } from '../../shared/domain/account/effectOf';
import { mergeApps } from '../../shared/domain/account/mergeFacts';
import { MOST_MOMENTS, minuteOf } from '../../shared/domain/account/moments';
import { mergeOccasions, occasion } from '../../shared/domain/account/occasions';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import type { PhaseState } from '../../shared/domain/enforcement/enforcement';
import { ASSUMED, appStandings } from '../../shared/domain/enforcement/standings';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import { FINDING_CAUSES } from '../../shared/domain/verdict/cause';
import { fc } from '../seededFc';
import { NOW, someFacts } from './builders';

const ago = (ms: number) => isoTime(Math.floor((NOW - ms) / MINUTE_MS) * MINUTE_MS);
const days = (count: number) => ago(count * DAY_MS);

const ENFORCED: PhaseState = { state: 'enforced', because: 'allDenied' };
const POSTPONED: PhaseState = { state: 'postponed', until: isoTime(NOW + DAY_MS) };
const NOT_ENFORCED: PhaseState = { state: 'notEnforced', because: 'notThere' };
const HIDDEN: PhaseState = { state: 'notVisible', because: 'forbidden' };
const standingsOf = (phase1: PhaseState, phase2: PhaseState, cloud: 'global' | 'china' = 'global') =>
  appStandings(ENFORCED_APPS, { phase1, phase2 }, cloud);

/** An account that got in at these apps, by a password alone. */
function entered(...apps: readonly string[]): AccountFacts {
  return someFacts({
    apps: Object.fromEntries(
      apps.map((app) => [app, { firstFinding: days(30), lastFinding: days(2), lastMfa: null }]),
    ),
    occasions: apps
      .flatMap((app) => [occasion(app, 'passwordAlone', days(2)), occasion(app, 'rememberedDevice', days(5))])
      .reduce(mergeOccasions, {}),
  });
}

function stopped(app: string, at = days(1)): Partial<AccountFacts> {
  return {
    stops: { [app]: at },
    occasions: mergeOccasions(occasion(app, 'mfaFailed', at), occasion(app, 'mfaFailed', days(3))),
  };
}

const changes = (change: Partial<Changes>): Changes => ({
  denied: 0,
  wentThrough: 0,
  lastDenied: null,
  firstDenied: null,
  lastCompleted: null,
  firstCompleted: null,
  isAtLeast: false,
  ...change,
});
const DENIED = changes({ denied: 2, lastDenied: days(1), firstDenied: days(4) });
const COMPLETED = changes({ wentThrough: 3, lastCompleted: days(1), firstCompleted: days(6) });

const effect = (
  facts: AccountFacts,
  { standings = ASSUMED, made = null }: { standings?: typeof ASSUMED; made?: Changes | null } = {},
) => effectOf(facts, { standings, changes: made, sent: undefined, now: NOW });
const quiet = someFacts({ apps: {} });

describe('each phase state and evidence gives one effect', () => {
  test.each<[string, Effect['kind'], Effect]>([
    [
      'a portal, enforced',
      'getsIn',
      effect(entered('adminPortals'), { standings: standingsOf(ENFORCED, ENFORCED) }),
    ],
    [
      'a portal, postponed',
      'getsIn',
      effect(entered('adminPortals'), { standings: standingsOf(POSTPONED, POSTPONED) }),
    ],
    [
      'the CLI, enforced',
      'readsOnly',
      effect(entered('azureCli'), { standings: standingsOf(ENFORCED, ENFORCED) }),
    ],
    [
      'the CLI, postponed',
      'getsIn',
      effect(entered('azureCli'), { standings: standingsOf(POSTPONED, POSTPONED) }),
    ],
    [
      'the CLI, not enforced',
      'getsIn',
      effect(entered('azureCli'), { standings: standingsOf(ENFORCED, NOT_ENFORCED) }),
    ],
    [
      'the CLI, not visible in the public cloud',
      'readsOnly',
      effect(entered('azureCli'), { standings: standingsOf(HIDDEN, HIDDEN) }),
    ],
    [
      'the CLI, another cloud',
      'getsIn',
      effect(entered('azureCli'), { standings: standingsOf(HIDDEN, HIDDEN, 'china') }),
    ],
    ['the CLI, never read', 'readsOnly', effect(entered('azureCli'))],
    ['an app that no catalogue has any more', 'getsIn', effect(entered('forgotten'))],
    ['a portal and the CLI', 'getsIn', effect(entered('adminPortals', 'azureCli'))],
    ['a stop at the portal', 'stopped', effect(someFacts({ apps: {}, ...stopped('adminPortals') }))],
    [
      'a stop at the portal, and the CLI',
      'stopped',
      effect({ ...entered('azureCli'), stops: { adminPortals: days(1) } }),
    ],
    ['denied changes', 'stopped', effect(quiet, { made: DENIED })],
    ['denied changes of somebody who reads', 'stopped', effect(entered('azureCli'), { made: DENIED })],
    ['completed changes', 'getsIn', effect(quiet, { made: COMPLETED })],
    ['completed changes of somebody who reads', 'getsIn', effect(entered('azureCli'), { made: COMPLETED })],
    ['nothing', 'none', effect(quiet)],
    [
      'a finding of long ago',
      'none',
      effect(
        someFacts({ apps: { azureCli: { firstFinding: days(20), lastFinding: days(15), lastMfa: null } } }),
      ),
    ],
  ])('%s: %s', (_, kind, found) => {
    expect(found.kind).toBe(kind);
  });
});

describe('an effect says', () => {
  test('since when, how often in 14 days, where and how, the latest way first', () => {
    const old = occasion('azureCli', 'location', days(20));
    const facts = entered('azureCli');
    expect(effect({ ...facts, occasions: mergeOccasions(facts.occasions, old) })).toEqual({
      kind: 'readsOnly',
      since: days(30),
      last: days(2),
      times: 2,
      isAtLeast: false,
      apps: ['azureCli'],
      how: ['passwordAlone', 'rememberedDevice'],
    });
  });

  test('how often sign-ins were stopped since the account last got in, and changes with them', () => {
    const facts = someFacts({
      apps: { adminPortals: mfaUse(days(2)) },
      ...stopped('adminPortals', ago(HOUR_MS * 25)),
    });
    expect(effect(facts, { made: DENIED })).toMatchObject({
      kind: 'stopped',
      since: days(4),
      times: 3,
      apps: ['adminPortals', 'azureResourceManager'],
      how: ['changes', 'mfaFailed'],
    });
  });

  test('nothing of changes after which MFA followed', () => {
    const facts = someFacts({ apps: { azureCli: mfaUse(ago(HOUR_MS)) } });
    expect([effect(facts, { made: DENIED }).kind, effect(facts, { made: COMPLETED }).kind]).toEqual([
      'none',
      'none',
    ]);
  });

  test('that there were more if no more are kept', () => {
    const moments = Array.from({ length: MOST_MOMENTS }, (_, n) => minuteOf(days(3)) + n);
    const facts = { ...entered('azureCli'), occasions: { azureCli: { noDetails: moments } } };
    expect(effect(facts)).toMatchObject({ times: MOST_MOMENTS, isAtLeast: true, how: ['noDetails'] });
  });

  test('once and no way of a row that an earlier version stored', () => {
    expect(effect({ ...entered('azureCli'), occasions: {} })).toMatchObject({
      times: 1,
      how: [],
      since: days(30),
    });
  });
});

describe('whatever the account has shown', () => {
  const time = fc.integer({ min: 0, max: 40 * 24 }).map((hours) => ago(hours * HOUR_MS));
  const app = fc.constantFrom('adminPortals', 'azureCli');
  const found = fc.record({ app, at: time, cause: fc.constantFrom(...FINDING_CAUSES) });
  const account = fc
    .record({
      found: fc.array(found, { maxLength: 4 }),
      stops: fc.dictionary(app, time, { maxKeys: 2 }),
      mfa: fc.array(fc.record({ app, at: time }), { maxLength: 3 }),
    })
    .map(({ found: entries, stops, mfa }) => {
      const uses = [
        ...entries.map(({ app: at, at: when }) => ({
          [at]: {
            firstFinding: when,
            lastFinding: when,
            lastMfa: null,
            lastWithoutMfa: when,
            firstMfa: null,
          },
        })),
        ...mfa.map(({ app: at, at: when }) => ({ [at]: mfaUse(when) })),
      ];
      return someFacts({
        apps: uses.reduce(mergeApps, {}),
        stops,
        occasions: entries
          .map(({ app: at, cause, at: when }) => occasion(at, cause, when))
          .reduce(mergeOccasions, {}),
      });
    });
  const rank = ({ kind }: Effect) => EFFECT_KINDS.length - EFFECT_KINDS.indexOf(kind);

  test('more evidence of MFA never raises its effect', () => {
    fc.assert(
      fc.property(account, app, time, (facts, at, when) => {
        const proved = { ...facts, apps: mergeApps(facts.apps, { [at]: mfaUse(when) }) };
        // A stop a day after MFA is an unfinished prompt: less than a stop, and it may leave an older entry.
        expect(rank(effect(proved))).toBeLessThanOrEqual(rank(effect(facts)));
        expect(rank(effect(proved, { made: DENIED }))).toBeLessThanOrEqual(
          rank(effect(facts, { made: DENIED })),
        );
      }),
    );
  });

  test('an effect has a beginning before its end, an app, and happened at least once; no effect has none of these', () => {
    fc.assert(
      fc.property(account, (facts) => {
        const { kind, since, last, times, apps } = effect(facts);
        if (kind === 'none') expect([since, last, times, apps]).toEqual([null, null, 0, []]);
        else
          expect([(since ?? '9') <= (last ?? ''), times >= 1, apps.length >= 1]).toEqual([true, true, true]);
      }),
    );
  });
});
