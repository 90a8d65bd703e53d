import { expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/polling/span';
import { type PostureDeps, refreshPosture } from '../../shared/jobs/refreshPosture';
import { aRegistration, NOW, someFacts } from '../domain/builders';
import { fakeStore } from './fakeStore';

function aWorld(change: Partial<PostureDeps> = {}) {
  const fake = fakeStore();
  fake.accounts.set('u', someFacts({ userId: 'u' }));
  const saved = new Map<string, unknown>();
  const forgotten: string[] = [];
  let pages = 0;
  const deps: PostureDeps = {
    ...fake.store,
    allAccounts: fake.allAccounts,
    registrationPages: async function* () {
      pages++;
      yield [aRegistration({ userId: 'u' }), aRegistration({ userId: 'someone else', isMfaCapable: false })];
    },
    refreshEnforcement: async () => ({ enforcement: 'saved', writes: 'saved', notices: 'saved' }),
    savePosture: async (kind, _day, value) => void saved.set(kind, value),
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
    remedyOf: () => null,
    budgetMs: HOUR_MS,
    clock: () => NOW,
    ...change,
  };
  return {
    ...fake,
    saved,
    forgotten,
    pages: () => pages,
    refresh: () => refreshPosture(deps, new Date(NOW)),
  };
}

test('gives each known account its registration, and counts everybody', async () => {
  const world = aWorld();
  expect(await world.refresh()).toMatchObject({ users: 2, mfaCapable: 1, accountsUpdated: 1, problems: [] });
  expect(world.accounts.get('u')?.registration?.isMfaCapable).toBe(true);
  expect([...world.accounts.keys()]).toEqual(['u']);
  expect(world.saved.get('registration')).toEqual({ users: 2, mfaRegistered: 2, mfaCapable: 1 });
});

test('a missing licence costs readiness only, and is told', async () => {
  const problem = { code: 'notLicensed' as const, sentence: 'No P1.', mend: 'Buy P1.' };
  const world = aWorld({
    registrationPages: async function* () {
      yield* [];
      throw new Error('403');
    },
    problemOf: () => problem,
  });
  expect((await world.refresh()).problems).toEqual(['notLicensed']);
  expect(world.saved.get('run')).toEqual({ at: isoTime(NOW), problems: [problem] });
  expect(world.forgotten).toHaveLength(1);
});

test('rows that cannot be read are told with what to do, and cost the rest nothing', async () => {
  const fake = fakeStore();
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
  expect(world.saved.get('run')).toMatchObject({
    problems: [
      {
        sentence: expect.stringContaining('1 stored account'),
        mend: expect.stringContaining('00000000-0000-4000-8000-00000000000b'),
      },
      { sentence: expect.stringContaining('3 rows') },
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
  expect(world.saved.get('run')).toMatchObject({
    problems: [{ mend: expect.stringMatching(/: row 0, row 1, row 2, row 3, row 4 and more\.$/) }],
  });
});

test('a report too long for one run gives what was read of it, counts nothing, and is told', async () => {
  const asked: number[] = [];
  const world = aWorld({
    registrationPages: async function* (_onSkipped, until) {
      asked.push(until);
      yield [aRegistration({ userId: 'u' })];
      throw new Error('out of time');
    },
    remedyOf: () => 'later',
  });
  expect(await world.refresh()).toMatchObject({ accountsUpdated: 1, problems: ['registrationsCut'] });
  expect(asked).toEqual([NOW + HOUR_MS]);
  expect(world.accounts.get('u')?.registration).not.toBeNull();
  expect(world.saved.has('registration')).toBe(false);
  expect(world.saved.get('run')).toMatchObject({
    problems: [{ sentence: expect.stringContaining('1 users') }],
  });
});

test('any other failure ends the run without calling it done', async () => {
  const world = aWorld({
    registrationPages: async function* () {
      yield* [];
      throw new Error('cable cut');
    },
  });
  await expect(world.refresh()).rejects.toThrow('cable cut');
  expect(world.saved.has('run')).toBe(false);
});

test('a failure of reading what Microsoft enforces costs nothing else', async () => {
  const world = aWorld({ refreshEnforcement: () => Promise.reject(new Error('cable cut')) });
  expect(await world.refresh()).toMatchObject({ users: 2, forgotten: 2, enforcement: null });
  expect(world.saved.has('run')).toBe(true);
});

test('what Microsoft enforces is read beside registrations that fail, in the same time', async () => {
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
  expect(asked).toEqual([{ day: isoTime(NOW).slice(0, 10), until: NOW + HOUR_MS }]);
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
