import { describe, expect, test } from '@jest/globals';
import { MOST_MOMENTS, minuteOf } from '../../../shared/domain/account/moments';
import { mergeOccasions, type Occasions, occasion } from '../../../shared/domain/account/occasions';
import { DAY_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { reconcile } from '../../../shared/jobs/poll/reconcile';
import { aFinding, NOW, someFacts } from '../../domain/builders';
import { storedTables } from '../storedTables';

const ago = (days: number) => isoTime(NOW - days * DAY_MS);
const EVER = { from: 0, to: NOW };
const NOTHING = { firstFinding: null, lastFinding: null, lastWithoutMfa: null };
const [EARLY, LATE] = [ago(9), ago(2)];

/** An account at the portal that lists and has these findings; it has used MFA, so that the app stays listed. */
function aWorld(
  listed: object,
  stored: readonly NonNullable<Parameters<typeof aFinding>[0]>[],
  listedOccasions?: Occasions,
) {
  const tables = storedTables();
  const use = { ...NOTHING, lastMfa: ago(20), firstMfa: ago(20), ...listed };
  // Unless a test says otherwise, the minutes that it lists are right.
  const occasions = stored
    .filter(({ provisional }) => !provisional)
    .map(({ cause = 'passwordAlone', createdDateTime = '' }) =>
      occasion('adminPortals', cause, createdDateTime),
    )
    .reduce(mergeOccasions, listedOccasions ?? { adminPortals: { mfaFailed: [1] } });
  tables.accounts.set(
    'u',
    someFacts({ userId: 'u', apps: { adminPortals: use }, occasions: listedOccasions ?? occasions }),
  );
  for (const [index, change] of stored.entries()) {
    const finding = aFinding({ id: `f${index}`, userId: 'u', app: 'adminPortals', ...change });
    tables.findings.set(finding.id, finding);
  }
  const read: string[] = [];
  const deps = {
    ...tables.store,
    allAccounts: () => tables.allAccounts(),
    findingsOfUsers: (userIds: ReadonlySet<string>) => {
      read.push(...userIds);
      return tables.store.findingsOfUsers(userIds);
    },
  };
  return {
    ...tables,
    /** The users whose findings were all read. */
    read,
    reconcile: (span = EVER, userIds: ReadonlySet<string> | null = null) => reconcile(deps, span, userIds),
    use: () => tables.accounts.get('u')?.apps.adminPortals,
    occasions: () => tables.accounts.get('u')?.occasions.adminPortals,
  };
}

describe('an account', () => {
  const both = [{ createdDateTime: EARLY }, { createdDateTime: LATE, verdict: 'cannotTell' as const }];
  const right = { firstFinding: EARLY, lastFinding: LATE, lastWithoutMfa: EARLY };

  test('that lists the stored findings is left alone, and its findings are not read again', async () => {
    const world = aWorld(right, both);
    expect(await world.reconcile()).toMatchObject({ corrected: 0 });
    expect(world.read).toEqual([]);
  });

  test.each([
    ['none of them', NOTHING],
    ['a first one that is not stored', { ...right, firstFinding: ago(10) }],
    ['a later one as the first', { ...right, firstFinding: LATE }],
    ['a last one that is not stored', { ...right, lastFinding: ago(1) }],
    ['an earlier one as the last', { ...right, lastFinding: EARLY }],
    ['no last one without MFA', { ...right, lastWithoutMfa: null }],
    ['a last one without MFA that is not stored', { ...right, lastWithoutMfa: ago(8) }],
  ])('that lists %s is corrected', async (_, listed) => {
    const world = aWorld(listed, both);
    expect(await world.reconcile()).toMatchObject({ corrected: 1 });
    expect(world.use()).toMatchObject(right);
    expect(await world.reconcile()).toMatchObject({ corrected: 0 });
  });

  const minutes = { passwordAlone: [minuteOf(EARLY)], firstFactorFromToken: [minuteOf(LATE)] };
  const byCause = [
    { createdDateTime: EARLY },
    { createdDateTime: LATE, cause: 'firstFactorFromToken' as const },
  ];
  test.each([
    ['no minute', {}],
    ['a minute that is not stored', { ...minutes, location: [minuteOf(ago(5))] }],
    ['a minute under another cause', { passwordAlone: [minuteOf(EARLY), minuteOf(LATE)] }],
    ['one minute of two', { passwordAlone: minutes.passwordAlone }],
  ])('that lists %s is corrected, and keeps its stops', async (_, listed) => {
    const stops = { mfaFailed: [minuteOf(ago(1))] };
    const world = aWorld(right, byCause, { adminPortals: { ...listed, ...stops } });
    expect(await world.reconcile()).toMatchObject({ corrected: 1 });
    expect(world.occasions()).toEqual({ ...minutes, ...stops });
    expect(await world.reconcile()).toMatchObject({ corrected: 0 });
  });

  test('that lists the newest minutes of many is left alone', async () => {
    const many = Array.from({ length: 5 * MOST_MOMENTS }, (_, n) => ({
      createdDateTime: isoTime(NOW - n * MINUTE_MS),
    }));
    const times = {
      firstFinding: many.at(-1)?.createdDateTime,
      lastFinding: isoTime(NOW),
      lastWithoutMfa: isoTime(NOW),
    };
    const world = aWorld(times, many);
    expect(world.occasions()?.passwordAlone).toHaveLength(MOST_MOMENTS);
    expect(await world.reconcile({ from: 0, to: NOW + DAY_MS })).toMatchObject({ corrected: 0 });
  });

  test('that lists no app at which a finding is stored is corrected', async () => {
    const world = aWorld(NOTHING, []);
    world.findings.set('cli', aFinding({ id: 'cli', userId: 'u', app: 'azureCli', createdDateTime: LATE }));
    await world.reconcile();
    expect(world.accounts.get('u')?.apps.azureCli).toMatchObject({ firstFinding: LATE, lastMfa: null });
  });

  test('lists no provisional finding', async () => {
    const world = aWorld(NOTHING, [{ createdDateTime: LATE, provisional: true }]);
    expect(await world.reconcile()).toMatchObject({ corrected: 0 });
  });

  test('is compared by the findings of the span alone', async () => {
    const world = aWorld({ ...right, firstFinding: ago(10) }, both);
    const lastDays = { from: NOW - 3 * DAY_MS, to: NOW };
    expect(await world.reconcile(lastDays)).toMatchObject({ corrected: 0 });
    const tenth = { from: NOW - 10 * DAY_MS, to: NOW - 10 * DAY_MS + 1 };
    expect(await world.reconcile(tenth)).toMatchObject({ corrected: 1 });
  });

  test('that is not asked for is left alone', async () => {
    const world = aWorld(NOTHING, both);
    expect(await world.reconcile(EVER, new Set(['v']))).toMatchObject({ corrected: 0 });
    expect(await world.reconcile(EVER, new Set(['u']))).toMatchObject({ corrected: 1 });
  });
});

test('a finding goes whose session proved MFA before it, and counts as MFA; no other finding goes', async () => {
  const leaning = { leansOn: 's', createdDateTime: LATE };
  const world = aWorld(NOTHING, [
    leaning,
    { ...leaning, createdDateTime: EARLY },
    { ...leaning, leansOn: 'another' },
  ]);
  const facts = world.accounts.get('u');
  if (!facts) throw new Error('no account');
  world.accounts.set('u', { ...facts, sessions: { s: { signInId: 'p', at: ago(5) } } });
  // Its account is compared, whichever accounts are asked for.
  expect(await world.reconcile(EVER, new Set(['v']))).toMatchObject({ removed: 1, corrected: 1 });
  expect([...world.findings.keys()].sort()).toEqual(['f1', 'f2']);
  expect(world.use()).toMatchObject({ firstFinding: EARLY, lastFinding: LATE, lastMfa: LATE });
});
