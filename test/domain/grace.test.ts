import { describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../shared/domain/account/account';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { worstFirst } from '../../shared/domain/account/accountOrder';
import { type ViewContext, viewOf } from '../../shared/domain/account/accountView';
import { countEffects, isOpen } from '../../shared/domain/account/effectCounts';
import { type Graces, gracesOf } from '../../shared/domain/account/grace';
import { composeDigest, sentAfter } from '../../shared/domain/digest/composeDigest';
import type { Roles } from '../../shared/domain/roles/roles';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { fc } from '../seededFc';
import { aRegistration, NOW, someFacts } from './builders';
import { idOfRole } from './roleIds';

const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);
const NO_ROLES: Roles = { at: at(0), holders: {}, unread: [] };

function aView(facts: Partial<AccountFacts>, graces: Graces | undefined, change: Partial<ViewContext> = {}) {
  const directory = { trust: null, syncAccounts: [], ...(graces && { graces }) };
  const context = { breakGlass: new Set<string>(), sent: {}, now: NOW, roles: NO_ROLES, directory };
  return viewOf(someFacts({ userId: 'u', ...facts }), { ...context, ...change });
}

function compose(views: readonly ReturnType<typeof aView>[], sent: Record<string, AccountState> | null = {}) {
  return composeDigest({
    views,
    sent,
    stoppedSince: at(14),
    sentStops: {},
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
  });
}

describe('the grace of a new account', () => {
  test('ends some days after its creation; then, and without days, there is none', () => {
    const users = [
      { userId: 'old', createdAt: at(14) },
      { userId: 'new', createdAt: '2026-03-01T14:00:00+02:00' },
    ];
    expect(gracesOf(users, { days: 14, now: NOW })).toEqual({ new: '2026-03-15T12:00:00.000Z' });
    expect(gracesOf(users, { days: 0, now: NOW })).toEqual({});
  });

  test('is for the newest 5,000', () => {
    const users = Array.from({ length: 5001 }, (_, n) => ({
      userId: `u${n}`,
      createdAt: isoTime(NOW - n * 1_000),
    }));
    const graces = gracesOf(users, { days: 14, now: NOW });
    expect([Object.keys(graces).length, 'u0' in graces, 'u5000' in graces]).toEqual([5000, true, false]);
  });

  test('shows in the account as its end, until that time', () => {
    expect(aView({}, { u: isoTime(NOW + 1) }).grace).toBe(isoTime(NOW + 1));
    expect(aView({}, { u: isoTime(NOW) }).grace).toBeNull();
    expect(aView({}, { other: isoTime(NOW + 1) }).grace).toBeNull();
    expect(aView({ userId: 'constructor' }, {}).grace).toBeNull();
  });

  const graces = { u: at(-3) };
  const holders = { u: [{ roleId: idOfRole('Global Reader'), held: 'eligible' }] } as const;
  const exception = { reason: 'r', until: at(-9), by: 'kim', setAt: at(1) };
  test.each<[string, Partial<AccountFacts>, Partial<ViewContext>]>([
    ['a holder of a privileged role', {}, { roles: { ...NO_ROLES, holders } }],
    ['an administrator by the registration report', { registration: aRegistration({ isAdmin: true }) }, {}],
    ['a break-glass account', {}, { breakGlass: new Set(['u']) }],
    ['an exempted account', { exception }, {}],
    ['anybody, if nobody read the roles', {}, { roles: null }],
    [
      'anybody, if the members of groups with roles are not known',
      {},
      { roles: { ...NO_ROLES, unread: ['groups'] } },
    ],
    ['anybody, if the roles could not be read for days', {}, { roles: { ...NO_ROLES, at: at(2.01) } }],
  ])('is not for %s', (_who, facts, change) => {
    expect(aView(facts, graces, change).grace).toBeNull();
    expect(aView({}, graces).grace).not.toBeNull();
  });
});

describe('an account in its grace', () => {
  const stop: Partial<AccountFacts> = {
    userId: 's',
    apps: {},
    stops: { adminPortals: at(1) },
    lastSignal: { signal: 'mustRegister', at: at(1) },
  };
  const inGrace = [aView({}, { u: at(-3) }), aView(stop, { s: at(-3) })];
  const afterwards = [aView({}, {}), aView(stop, {})];

  test('has it without the licence for eligible roles, which nobody can activate then', () => {
    const roles: Roles = { at: at(1.99), holders: {}, unread: ['eligible'] };
    expect(aView({}, { u: at(-3) }, { roles }).grace).toBe(at(-3));
  });

  test('is not open and not counted', () => {
    expect([inGrace.filter(isOpen).length, afterwards.filter(isOpen).length]).toEqual([0, 1]);
    expect(countEffects(inGrace)).toMatchObject({ getsIn: 0, stopped: 0, excepted: 0 });
    expect(countEffects(afterwards)).toMatchObject({ getsIn: 1, stopped: 1 });
  });

  test('is in no list of the digest, and does not keep it from being quiet', () => {
    const content = compose(inGrace);
    const { quiet, news, stopped, firstSteps, ongoing } = content;
    expect({ quiet, news, stopped, firstSteps, ongoing }).toEqual({
      quiet: true,
      news: [],
      stopped: [],
      firstSteps: [],
      ongoing: 0,
    });
    expect(JSON.stringify(content)).not.toContain('"userId":"u"');
  });

  test('is news once its grace is over', () => {
    const sent = sentAfter(inGrace, {});
    expect(sent).toEqual({});
    const { news, stopped } = compose(afterwards, sent);
    expect([news, stopped].map((views) => views.map(({ userId }) => userId))).toEqual([['u'], ['s']]);
  });

  test('is no news then if a digest reported it before its grace was set', () => {
    const sent = sentAfter(inGrace, { u: 'new' });
    expect(sent).toEqual({ u: 'new' });
    const view = aView({}, {}, { sent });
    expect([compose([view], sent).news, compose([view], sent).ongoing]).toEqual([[], 1]);
  });
});

test('without days of grace, no new account changes anything', () => {
  const state = fc.option(
    fc.constantFrom<AccountState>('new', 'ongoing', 'returned', 'resolved', 'excepted'),
  );
  const account = fc.record({
    createdDaysAgo: fc.integer({ min: 0, max: 40 }),
    foundDaysAgo: fc.nat(30),
    state,
  });
  fc.assert(
    fc.property(fc.array(account, { maxLength: 6 }), (accounts) => {
      const users = accounts.map(({ createdDaysAgo }, n) => ({
        userId: `u${n}`,
        createdAt: at(createdDaysAgo),
      }));
      const graces = gracesOf(users, { days: 0, now: NOW });
      const sent = Object.fromEntries(
        accounts.flatMap((one, n): [string, AccountState][] => (one.state ? [[`u${n}`, one.state]] : [])),
      );
      const views = (given: Graces | undefined) =>
        accounts
          .map(({ foundDaysAgo }, n) => {
            const found = at(foundDaysAgo);
            const apps = { azureCli: { firstFinding: found, lastFinding: found, lastMfa: null } };
            return aView({ userId: `u${n}`, apps }, given, { sent });
          })
          .sort(worstFirst);
      const [before, after] = [views(undefined), views(graces)];
      expect(after).toEqual(before);
      expect(compose(after, sent)).toEqual(compose(before, sent));
      expect(sentAfter(after, sent)).toEqual(sentAfter(before, sent));
      expect(after.every(({ grace }) => grace === null)).toBe(true);
    }),
  );
});
