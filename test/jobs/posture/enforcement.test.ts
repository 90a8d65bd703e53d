import { describe, expect, test } from '@jest/globals';
import { ArmError } from '../../../shared/arm/armError';
import { DAY_MS, HOUR_MS, isoTime } from '../../../shared/domain/time';
import { type EnforcementDeps, refreshEnforcement } from '../../../shared/jobs/posture/enforcement';
import { TENANT } from '../../domain/builders';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const AT = { day: '2026-11-21', now: NOW, until: NOW + HOUR_MS };
const SYSTEM_WRITES = '54f51f64-eaa5-44cf-8674-830bcfd14d21';
const SYSTEM_DELETES = 'f69cd8b8-9a6e-46b4-be84-244e8b127944';
const OWN_WRITES = '4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b';
const inForce = (definitionId: string) => ({ definitionId, effect: null, isInForce: true });
const MICROSOFTS = [inForce(SYSTEM_WRITES), inForce(SYSTEM_DELETES)];
const FORBIDDEN = new ArmError('forbidden', '/subscriptions');
const BROKEN = new ArmError('unavailable', '/subscriptions');
const OWN_POST = {
  id: 'MC1',
  title: 'Mandatory MFA',
  startsAt: isoTime(NOW - 9 * DAY_MS),
  modifiedAt: isoTime(NOW - DAY_MS),
  actBy: null,
};

const fails = (error: Error) => async () => {
  throw error;
};
const failingPages = (error: Error) =>
  async function* () {
    yield* [];
    throw error;
  };
const write = (userId: string, at = isoTime(NOW - HOUR_MS)) => ({
  userId,
  userPrincipalName: null,
  at,
  stopped: false,
});

/** Both phases are enforced; a subscription notes what one account does. */
function aWorld(change: Partial<EnforcementDeps> = {}) {
  const saved = new Map<string, unknown>();
  const deps: EnforcementDeps = {
    cloud: 'global',
    readTenantId: async () => TENANT,
    readPortalSetting: async () => ({ enforcement: null, until: null }),
    readRootAssignments: async () => MICROSOFTS,
    readSubscriptions: async () => ['s1'],
    readAssignments: async () => [inForce(OWN_WRITES)],
    writePages: async function* () {
      yield [write('a')];
    },
    postPages: async function* () {
      yield [
        { ...OWN_POST, body: 'aka.ms/mfaforazure', services: [] },
        { ...OWN_POST, id: 'MC2', title: 'Excel', body: '', services: [] },
      ];
    },
    hiddenBy: (error) => (error === FORBIDDEN ? 'forbidden' : null),
    problemOf: (error) =>
      error === FORBIDDEN ? { code: 'missingPermission', permission: null, lost: null } : null,
    savePosture: async (kind, _day, value) => void saved.set(kind, value),
    clock: () => NOW,
    ...change,
  };
  return { saved, refresh: () => refreshEnforcement(deps, AT) };
}

const ALL_SAVED = { enforcement: 'saved', writes: 'saved', notices: 'saved' };

test('keeps the state of both phases, who writes without MFA, and the notices about it', async () => {
  const world = aWorld();
  expect(await world.refresh()).toEqual(ALL_SAVED);
  expect(world.saved.get('enforcement')).toEqual({
    at: isoTime(NOW),
    phase1: { state: 'enforced', because: 'notPostponed' },
    phase2: { state: 'enforced', because: 'allDenied' },
  });
  expect(world.saved.get('writes')).toEqual({
    at: isoTime(NOW),
    from: isoTime(NOW - 7 * DAY_MS),
    subscriptions: 1,
    noted: 1,
    read: 1,
    isCut: false,
    writers: [
      {
        userId: 'a',
        userPrincipalName: null,
        wentThrough: 1,
        stopped: 0,
        last: isoTime(NOW - HOUR_MS),
        lastStopped: null,
        firstStopped: null,
        lastWentThrough: isoTime(NOW - HOUR_MS),
        firstWentThrough: isoTime(NOW - HOUR_MS),
      },
    ],
  });
  expect(world.saved.get('notices')).toEqual({ at: isoTime(NOW), notices: [OWN_POST] });
});

test('asks for nothing after the time that is given', async () => {
  const asked: number[] = [];
  const note =
    <T>(answer: T) =>
    async (...args: unknown[]) => {
      asked.push(Number(args.at(-1)));
      return answer;
    };
  await aWorld({
    readTenantId: note(TENANT),
    readPortalSetting: note({ enforcement: null, until: null }),
    readRootAssignments: note(MICROSOFTS),
    readSubscriptions: note(['s1']),
    readAssignments: note([inForce(OWN_WRITES)]),
    writePages: async function* (_asked, until) {
      asked.push(until);
      yield [];
    },
    postPages: async function* (until) {
      asked.push(until);
      yield [];
    },
  }).refresh();
  expect(asked).toEqual(Array.from({ length: 7 }, () => AT.until));
});

describe('without a role', () => {
  test('nothing is wrong: the phases are not visible, and nobody is counted', async () => {
    const world = aWorld({
      readPortalSetting: fails(FORBIDDEN),
      readRootAssignments: fails(FORBIDDEN),
      readSubscriptions: async () => [],
      postPages: failingPages(FORBIDDEN),
    });
    expect(await world.refresh()).toEqual({ enforcement: 'saved', writes: 'hidden', notices: 'hidden' });
    const hidden = { state: 'notVisible', because: 'forbidden' };
    expect(world.saved.get('enforcement')).toMatchObject({ phase1: hidden, phase2: hidden });
    expect([...world.saved.keys()]).toEqual(['enforcement']);
  });

  test('at the root, a subscription shows what it inherits', async () => {
    const world = aWorld({
      readRootAssignments: fails(FORBIDDEN),
      readSubscriptions: async () => ['s1', 's2'],
      readAssignments: async (id) => (id === 's2' ? MICROSOFTS : []),
    });
    await world.refresh();
    expect(world.saved.get('enforcement')).toMatchObject({ phase2: { state: 'enforced' } });
  });

  test('at the root, a subscription that shows nothing proves nothing', async () => {
    const world = aWorld({ readRootAssignments: fails(FORBIDDEN) });
    await world.refresh();
    expect(world.saved.get('enforcement')).toMatchObject({ phase2: { state: 'notVisible' } });
  });

  test("on the tenant's id, the root is not asked for", async () => {
    const world = aWorld({ readTenantId: async () => null, readRootAssignments: fails(BROKEN) });
    expect(await world.refresh()).toEqual(ALL_SAVED);
    expect(world.saved.get('enforcement')).toMatchObject({ phase2: { state: 'notVisible' } });
  });

  test('on one subscription, the others are read', async () => {
    const world = aWorld({
      readSubscriptions: async () => ['s1', 's2'],
      readAssignments: async (id) => (id === 's1' ? Promise.reject(FORBIDDEN) : [inForce(OWN_WRITES)]),
    });
    await world.refresh();
    expect(world.saved.get('writes')).toMatchObject({ subscriptions: 1, noted: 1, read: 1 });
  });

  test('on the log of a subscription, it counts as noted and not as read', async () => {
    const world = aWorld({ writePages: failingPages(FORBIDDEN) });
    expect((await world.refresh()).writes).toBe('saved');
    expect(world.saved.get('writes')).toMatchObject({ noted: 1, read: 0, isCut: false, writers: [] });
  });
});

describe('a fault', () => {
  test.each<[string, Partial<EnforcementDeps>, object, string[]]>([
    [
      'of the setting',
      { readPortalSetting: fails(BROKEN) },
      { enforcement: 'unavailable' },
      ['writes', 'notices'],
    ],
    [
      'of the root',
      { readRootAssignments: fails(BROKEN) },
      { enforcement: 'unavailable' },
      ['writes', 'notices'],
    ],
    [
      'of the subscriptions',
      { readSubscriptions: fails(BROKEN) },
      { enforcement: 'unavailable', writes: 'notRead' },
      ['notices'],
    ],
    ['of the log', { writePages: failingPages(BROKEN) }, { writes: 'notRead' }, ['enforcement', 'notices']],
    [
      'of the posts',
      { postPages: failingPages(BROKEN) },
      { notices: 'unavailable' },
      ['enforcement', 'writes'],
    ],
    [
      'that has no code',
      { postPages: failingPages(new Error('x')) },
      { notices: 'failed' },
      ['enforcement', 'writes'],
    ],
  ])('%s leaves what was read before, and costs the others nothing', async (_case, change, told, kept) => {
    const world = aWorld(change);
    expect(await world.refresh()).toEqual({ ...ALL_SAVED, ...told });
    expect([...world.saved.keys()]).toEqual(kept);
  });

  test('of the store is reported, each one', async () => {
    const world = aWorld({ savePosture: fails(BROKEN) });
    expect(await world.refresh()).toEqual({
      enforcement: 'unavailable',
      writes: 'unavailable',
      notices: 'unavailable',
    });
  });

  test('half-way through a log keeps what was read, and says that it is cut', async () => {
    const world = aWorld({
      writePages: async function* () {
        yield [write('a')];
        throw BROKEN;
      },
    });
    expect((await world.refresh()).writes).toBe('saved');
    expect(world.saved.get('writes')).toMatchObject({ read: 1, isCut: true, writers: [{ userId: 'a' }] });
  });
});

test('a log is read for 30 pages, no more', async () => {
  const pages = (count: number) => {
    let read = 0;
    const world = aWorld({
      writePages: async function* () {
        for (; read < count; ) {
          read++;
          yield [write('a')];
        }
      },
    });
    return world.refresh().then(() => ({ read, ...(world.saved.get('writes') as { isCut: boolean }) }));
  };
  expect(await pages(29)).toMatchObject({ isCut: false, writers: [{ wentThrough: 29 }] });
  expect(await pages(31)).toMatchObject({ isCut: true, writers: [{ wentThrough: 30 }] });
});

test('a subscription in which nothing is noted is not read', async () => {
  const world = aWorld({
    readAssignments: async () => [{ ...inForce(OWN_WRITES), isInForce: false }],
    writePages: failingPages(BROKEN),
  });
  expect((await world.refresh()).writes).toBe('saved');
  expect(world.saved.get('writes')).toMatchObject({ subscriptions: 1, noted: 0, read: 0, isCut: false });
});

test('at most a hundred subscriptions are looked at', async () => {
  const asked = new Set<string>();
  await aWorld({
    readSubscriptions: async () => Array.from({ length: 150 }, (_, n) => `s${n}`),
    readAssignments: async (id) => {
      asked.add(id);
      return [];
    },
  }).refresh();
  expect(asked.size).toBe(100);
});

test.each(['usgov', 'china'] as const)(
  'in %s Microsoft is not asked, and writes are counted all the same',
  async (cloud) => {
    const world = aWorld({ cloud, readPortalSetting: fails(BROKEN), readRootAssignments: fails(BROKEN) });
    expect(await world.refresh()).toEqual(ALL_SAVED);
    const elsewhere = { state: 'notEnforced', because: 'otherCloud' };
    expect(world.saved.get('enforcement')).toMatchObject({ phase1: elsewhere, phase2: elsewhere });
    expect(world.saved.get('writes')).toMatchObject({ writers: [{ userId: 'a' }] });
  },
);
