import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { NOT_IN_LOG } from '../../../shared/domain/account/accountFacts';
import { POSTURE_PARTS } from '../../../shared/domain/posturePart';
import { latestOfParts, type PostureRun } from '../../../shared/domain/postureRun';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import {
  freshenPosture,
  type PostureDeps,
  refreshPosture,
} from '../../../shared/jobs/posture/refreshPosture';
import { TablesError, unanswered } from '../../../shared/tables/errors';
import { aFinding, aPolicy, aRegistration, aTenantCoverage, NOW, someFacts } from '../../domain/builders';
import { PUBLIC_CLOUD } from '../around';
import { storedTables } from '../storedTables';
import { NOTHING_READ } from './nothingRead';

function aWorld(change: Partial<PostureDeps> = {}) {
  const fake = storedTables();
  fake.accounts.set('u', someFacts({ userId: 'u' }));
  // What the account claims.
  fake.findings.set('a1', aFinding({ userId: 'u' }));
  const saved = new Map<string, unknown>();
  const forgotten: string[] = [];
  let pages = 0;
  const kept = (kind: string) => (saved.get(kind) ?? null) as PostureRun | null;
  const run = () => latestOfParts(kept('run'), kept('runBeforeDigest'));
  const deps: { -readonly [K in keyof PostureDeps]: PostureDeps[K] } = {
    ...fake.store,
    allAccounts: fake.allAccounts,
    registrationPages: async function* () {
      pages++;
      yield [aRegistration({ userId: 'u' }), aRegistration({ userId: 'someone else', isMfaCapable: false })];
    },
    refreshEnforcement: async () => ({ enforcement: 'saved', writes: 'saved', notices: 'saved' }),
    savePosture: async (kind, _day, value) => void saved.set(kind, value),
    latestPostureRun: async () => run(),
    forgetBefore: async (day) => {
      forgotten.push(day);
      return 2;
    },
    forgetAccounts: async (isOver) => {
      const over = [...fake.accounts.values()].filter(isOver);
      for (const { userId } of over) fake.accounts.delete(userId);
      return over.length;
    },
    retentionDays: 90,
    problemOf: () => null,
    retryAdviceOf: () => null,
    readPolicies: async () => [aPolicy()],
    readSecurityDefaults: async () => false,
    readNames: async () => ({}),
    readPerUserMfa: async () => null,
    readGuestTrust: async () => ({ byDefault: false, byTenant: {} }),
    readSyncAccounts: async () => [],
    ...NOTHING_READ,
    latestWhatIf: async () => null,
    latestDirectory: async () => null,
    latestWrites: async () => null,
    ...PUBLIC_CLOUD,
    breakGlass: new Set(),
    evaluatePolicies: async () => ({
      kind: 'said',
      evaluated: [{ policy: aPolicy(), applies: true, reasons: null }],
    }),
    findingMarks: async function* (day) {
      if (day === '2026-03-01') yield aFinding({ reportOnlyStops: ['p2'] });
    },
    latestCoverage: async () => aTenantCoverage(),
    budgetMs: HOUR_MS,
    clock: () => NOW,
    ...change,
  };
  return {
    ...fake,
    saved,
    forgotten,
    pages: () => pages,
    deps,
    run,
    refresh: (at = NOW) => refreshPosture(deps, new Date(at)),
    freshen: (at = NOW) => freshenPosture(deps, new Date(at)),
  };
}

test('gives each known account its registration, and counts everybody', async () => {
  const world = aWorld();
  expect(await world.refresh()).toMatchObject({ users: 2, mfaCapable: 1, accountsUpdated: 1, problems: [] });
  expect(world.accounts.get('u')?.registration?.isMfaCapable).toBe(true);
  expect([...world.accounts.keys()]).toEqual(['u']);
  expect(world.saved.get('registration')).toEqual({
    users: 2,
    mfaRegistered: 2,
    mfaCapable: 1,
    phoneOnly: 0,
    phoneOnlyAdmins: 0,
  });
});

test('counts who has only phone numbers among all users, and the administrators among them', async () => {
  const world = aWorld({
    registrationPages: async function* () {
      yield [
        aRegistration({ userId: 'u', methods: ['mobilePhone'] }),
        aRegistration({ userId: 'stranger', methods: ['officePhone', 'email'], isAdmin: true }),
      ];
      yield [
        aRegistration({ userId: 'c', methods: ['mobilePhone', 'softwareOneTimePasscode'], isAdmin: true }),
        aRegistration({ userId: 'd', methods: [] }),
        aRegistration({ userId: 'e', methods: ['smsSignIn', 'MobilePhone'] }),
      ];
    },
  });
  await world.refresh();
  expect(world.saved.get('registration')).toMatchObject({ users: 5, phoneOnly: 3, phoneOnlyAdmins: 1 });
});

test('a missing licence costs readiness only, and is reported', async () => {
  const problem = { code: 'notLicensed' as const };
  const world = aWorld({
    registrationPages: async function* () {
      yield* [];
      throw new Error('403');
    },
    problemOf: () => problem,
  });
  expect((await world.refresh()).problems).toEqual(['notLicensed']);
  expect(world.run()?.parts.registrations).toEqual({ at: isoTime(NOW), problems: [problem], failure: null });
  expect(world.forgotten).toHaveLength(1);
});

test('rows that cannot be read are reported with the next step, and cost the rest nothing', async () => {
  const fake = storedTables();
  const world = aWorld({
    allAccounts: async function* (onBadRow) {
      onBadRow('00000000-0000-4000-8000-00000000000b');
      yield* fake.allAccounts();
      yield someFacts({ userId: 'u' });
    },
    registrationPages: async function* (onSkipped) {
      onSkipped(2);
      yield [aRegistration({ userId: 'u' })];
      onSkipped(1);
    },
  });
  const summary = await world.refresh();
  expect(summary).toMatchObject({
    accountsUpdated: 1,
    forgotten: 2,
    problems: ['accountsUnread', 'registrationsUnread'],
  });
  expect(world.run()?.parts.registrations).toMatchObject({
    problems: [
      {
        code: 'accountsUnread',
        accounts: 1,
        rowKeys: [expect.stringContaining('00000000-0000-4000-8000-00000000000b')],
      },
      { code: 'registrationsUnread', rows: 3 },
    ],
  });
});

test('names a few broken rows, however many there are', async () => {
  const world = aWorld({
    allAccounts: async function* (onBadRow) {
      for (let row = 0; row < 1_000; row++) onBadRow(`row ${row}`);
      yield* [];
    },
  });
  await world.refresh();
  expect(world.run()?.parts.registrations).toMatchObject({
    problems: [{ accounts: 1_000, rowKeys: ['row 0', 'row 1', 'row 2', 'row 3', 'row 4'] }],
  });
});

test('a report too long for one run gives what was read of it, counts nothing, and is reported', async () => {
  const asked: number[] = [];
  const world = aWorld({
    registrationPages: async function* (_onSkipped, until) {
      asked.push(until);
      yield [aRegistration({ userId: 'u' })];
      throw new Error('out of time');
    },
    retryAdviceOf: () => 'later',
  });
  expect(await world.refresh()).toMatchObject({ accountsUpdated: 1, problems: ['registrationsCut'] });
  expect(asked).toEqual([NOW + 0.8 * HOUR_MS]);
  expect(world.accounts.get('u')?.registration).not.toBeNull();
  expect(world.saved.has('registration')).toBe(false);
  expect(world.run()?.parts.registrations).toMatchObject({
    problems: [{ code: 'registrationsCut', users: 1 }],
  });
});

describe('how it went', () => {
  const LATER = NOW + DAY_MS;

  test('is kept of each part', async () => {
    const world = aWorld();
    await world.refresh();
    const well = { at: isoTime(NOW), problems: [], failure: null };
    expect(world.run()).toEqual({
      at: isoTime(NOW),
      parts: Object.fromEntries(POSTURE_PARTS.map((name) => [name, well])),
    });
  });

  test('of a part that fails, says since when and why', async () => {
    const world = aWorld();
    const problem = { code: 'notLicensed' as const };
    const failing = (error: Error) => async () => Promise.reject(error);
    await world.refresh();
    const before = world.run();
    if (before)
      world.saved.set('run', {
        ...before,
        parts: { ...before.parts, counts: { ...before.parts.counts, problems: [problem] } },
      });
    world.deps.latestCoverage = failing(new TablesError(unanswered('unreachable')));
    world.deps.forgetAccounts = failing(new Error('cable cut by anna@contoso.example'));
    await expect(world.refresh(LATER)).rejects.toThrow('cable cut');
    const { at, parts } = world.run() ?? {};
    expect(at).toBe(isoTime(LATER));
    expect(parts?.coverage).toEqual({ at: isoTime(LATER), problems: [], failure: null });
    expect(parts?.counts).toEqual({
      at: isoTime(NOW),
      problems: [problem],
      failure: unanswered('unreachable'),
    });
    // Words that are not ours may name somebody.
    expect(parts?.retention).toMatchObject({
      at: isoTime(NOW),
      failure: { system: 'unknown' },
    });
  });

  test('of a part that has never gone well, says so', async () => {
    const world = aWorld({
      registrationPages: async function* () {
        yield* [];
        throw new Error('cable cut');
      },
    });
    await expect(world.refresh()).rejects.toThrow('cable cut');
    expect(world.run()?.parts.registrations).toMatchObject({ at: null, problems: [] });
  });

  test('of a part that a digest does not read again, stays as it was', async () => {
    const world = aWorld();
    const { latestCoverage } = world.deps;
    world.deps.latestCoverage = () => Promise.reject(new Error('away'));
    await expect(world.refresh()).rejects.toThrow('away');
    const { counts } = world.run()?.parts ?? {};
    world.deps.latestCoverage = latestCoverage;
    await world.freshen(LATER);
    expect(world.run()?.at).toBe(isoTime(NOW));
    expect(world.run()?.parts.coverage?.at).toBe(isoTime(LATER));
    expect(world.run()?.parts.counts).toEqual(counts);
    expect(counts?.failure).not.toBeNull();
  });
});

describe('coverage', () => {
  test('is kept for the day, with the names of the policies that reach an enforced app', async () => {
    const asked: number[] = [];
    const world = aWorld({
      readPolicies: async (until) => {
        asked.push(until);
        return [
          aPolicy(),
          aPolicy({ id: 'p2', apps: { include: [], exclude: [], excludesByFilter: false } }),
        ];
      },
    });
    expect(await world.refresh()).toMatchObject({ appsCovered: 6, policies: 1, problems: [] });
    expect(asked).toEqual([NOW + HOUR_MS]);
    expect(world.saved.get('coverage')).toMatchObject({
      at: isoTime(NOW),
      securityDefaults: false,
      apps: { azureCli: { coverage: 'everyone', policies: ['p1'], gaps: [], gapCount: 0 } },
      policies: [{ id: 'p1', name: 'Require MFA', state: 'enabled' }],
    });
  });

  test('that may not be read costs coverage only, and is reported once', async () => {
    const problem = { code: 'missingPermission' as const, permission: null, lost: null };
    const world = aWorld({
      readPolicies: () => Promise.reject(new Error('403')),
      problemOf: () => problem,
    });
    expect(await world.refresh()).toMatchObject({ users: 2, forgotten: 2, problems: ['missingPermission'] });
    expect(world.saved.has('coverage')).toBe(false);
    expect(world.run()?.parts.coverage).toEqual({ at: isoTime(NOW), problems: [problem], failure: null });
  });

  test.each(['readPolicies', 'readSecurityDefaults'] as const)(
    'that cannot be read (%s) costs no other part, and fails the run',
    async (broken) => {
      const world = aWorld({ [broken]: () => Promise.reject(new Error('cable cut')) });
      await expect(world.refresh()).rejects.toThrow('cable cut');
      expect(world.accounts.get('u')?.registration).not.toBeNull();
      expect(world.forgotten).toHaveLength(1);
      expect([...world.saved.keys()]).toEqual([
        'registration',
        'directory',
        'roles',
        'breakGlass',
        'whatIf',
        'counts',
        'run',
      ]);
    },
  );
});

describe('the names of users that policies leave out', () => {
  test('are added to the coverage, once that is kept', async () => {
    const kept: unknown[] = [];
    const untils: number[] = [];
    const world = aWorld({
      readNames: async (_ids, until) => {
        untils.push(until);
        kept.push(world.saved.get('coverage'));
        return { u: { name: 'anna@contoso.example', people: null } };
      },
    });
    expect(await world.refresh()).toMatchObject({ named: 1 });
    expect(kept).toEqual([expect.objectContaining({ names: {} })]);
    expect(world.saved.get('coverage')).toMatchObject({ names: { u: { name: 'anna@contoso.example' } } });
    // A minute of the time there is.
    expect(untils).toEqual([NOW + MINUTE_MS]);
  });
});

describe('counts', () => {
  test('of open accounts, findings and coverage are kept for the day', async () => {
    const world = aWorld();
    expect(await world.refresh()).toMatchObject({ open: 1, findings: 0 });
    expect(world.saved.get('counts')).toMatchObject({
      open: 1,
      byReadiness: { willBePrompted: 1 },
      byKind: { person: 1 },
      findings: 0,
      findingsByDay: { '2026-03-02': 0, '2026-03-01': 1 },
      reportOnlyStops: { p2: 1 },
      coverage: { azureCli: 'everyone' },
    });
  });

  test('read five days at once, and no more', async () => {
    let [underWay, most] = [0, 0];
    const world = aWorld({
      findingMarks: async function* () {
        most = Math.max(most, ++underWay);
        await setImmediate();
        underWay--;
        yield* [];
      },
    });
    await world.refresh();
    expect(most).toBe(5);
  });

  test('take a minute at most: the older days are left out', async () => {
    let now = NOW;
    const world = aWorld({
      clock: () => now,
      findingMarks: async function* () {
        now += HOUR_MS / 120;
        yield* [];
      },
    });
    await world.refresh();
    expect(world.saved.get('counts')).toMatchObject({
      findingsByDay: { '2026-03-02': 0, '2026-03-01': 0 },
      reportOnlyStops: null,
    });
  });
});

test('of two parts that fail, the first is what the run fails with', async () => {
  const world = aWorld({
    readPolicies: () => Promise.reject(new Error('first')),
    forgetBefore: () => Promise.reject(new Error('second')),
  });
  await expect(world.refresh()).rejects.toThrow('first');
});

test('what could not be read of what Microsoft enforces is in the log line, and costs nothing else', async () => {
  const refreshEnforcement = async () => ({ enforcement: 'timedOut', writes: 'hidden', notices: 'saved' });
  const world = aWorld({ refreshEnforcement });
  expect(await world.refresh()).toMatchObject({ users: 2, forgotten: 2, enforcement: 'timedOut' });
  expect(world.saved.has('run')).toBe(true);
});

test('what Microsoft enforces is read after registrations that fail', async () => {
  const asked: unknown[] = [];
  const world = aWorld({
    registrationPages: async function* () {
      yield* [];
      throw new Error('cable cut');
    },
    refreshEnforcement: async (at) => {
      asked.push(at);
      return { enforcement: 'saved', writes: 'saved', notices: 'saved' };
    },
  });
  await expect(world.refresh()).rejects.toThrow('cable cut');
  expect(asked).toEqual([{ day: isoTime(NOW).slice(0, 10), now: NOW, until: NOW + MINUTE_MS }]);
});

test('for a digest only the parts that it reports are read again', async () => {
  const world = aWorld();
  await world.freshen();
  expect([...world.saved.keys()]).toEqual(['coverage', 'registration', 'directory', 'runBeforeDigest']);
});

test('with a grace for new accounts, the roles are read again too, since administrators have none', async () => {
  const world = aWorld({ readGraces: async () => ({}) });
  await world.freshen();
  const parts = ['coverage', 'registration', 'directory', 'roles', 'runBeforeDigest'];
  expect([...world.saved.keys()]).toEqual(parts);
  expect(world.saved.get('directory')).toMatchObject({ graces: {} });
});

test('a digest reads the roles again if they alone are old and new accounts have a grace', async () => {
  const graces = { readGraces: async () => ({}) };
  for (const [change, readAgain] of [
    [graces, true],
    [{}, false],
  ] as const) {
    const world = aWorld(change);
    await world.refresh();
    const run = world.run();
    if (!run) throw new Error('no run');
    const roles = { ...run.parts.roles, at: isoTime(NOW - DAY_MS), problems: [], failure: null };
    world.deps.latestPostureRun = async () => ({ ...run, parts: { ...run.parts, roles } });
    world.saved.clear();
    await world.freshen(NOW + HOUR_MS);
    expect(world.saved.has('roles')).toBe(readAgain);
  }
});

test.each([
  [7, 21],
  [90, 90],
])('keeps what a digest may still need: of %i days of retention, %i', async (retentionDays, kept) => {
  const world = aWorld({ retentionDays });
  const seenAgo = (days: number) =>
    someFacts({ userId: `${days}`, apps: {}, namedAt: isoTime(NOW - days * DAY_MS) });
  for (const days of [kept, kept + 1]) world.accounts.set(`${days}`, seenAgo(days));
  await world.refresh();
  expect(world.forgotten).toEqual([isoTime(NOW - kept * DAY_MS).slice(0, 10)]);
  expect([...world.accounts.keys()].sort()).toEqual([`${kept}`, 'u']);
});

test('keeps a break-glass account as long as it is named, though it never signed in', async () => {
  const world = aWorld({ breakGlass: new Set(['named']) });
  for (const userId of ['named', 'no longer named'])
    world.accounts.set(userId, someFacts({ userId, apps: {}, namedAt: NOT_IN_LOG }));
  await world.refresh();
  expect([...world.accounts.keys()].sort()).toEqual(['named', 'u']);
});

test('forgets what is past retention, and accounts not seen since', async () => {
  const world = aWorld();
  const old = {
    adminPortals: {
      firstFinding: isoTime(NOW - 91 * DAY_MS),
      lastFinding: isoTime(NOW - 91 * DAY_MS),
      lastMfa: null,
    },
  };
  world.accounts.set('gone', someFacts({ userId: 'gone', namedAt: isoTime(NOW - 91 * DAY_MS), apps: old }));
  expect((await world.refresh()).forgotten).toBe(3);
  expect(world.forgotten).toEqual(['2025-12-02']);
  expect([...world.accounts.keys()]).toEqual(['u']);
});
