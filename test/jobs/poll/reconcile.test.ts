import { describe, expect, test } from '@jest/globals';
import { DAY_MS, isoTime } from '../../../shared/domain/time';
import { reconcile } from '../../../shared/jobs/poll/reconcile';
import { aFinding, NOW, someFacts } from '../../domain/builders';
import { storedTables } from '../storedTables';

const ago = (days: number) => isoTime(NOW - days * DAY_MS);
const EVER = { from: 0, to: NOW };
const NOTHING = { firstFinding: null, lastFinding: null, lastWithoutMfa: null };
const [EARLY, LATE] = [ago(9), ago(2)];

/** An account at the portal that lists and has these findings; it has used MFA, so that the app stays listed. */
function aWorld(listed: object, stored: readonly Parameters<typeof aFinding>[0][]) {
  const tables = storedTables();
  const use = { ...NOTHING, lastMfa: ago(20), firstMfa: ago(20), ...listed };
  tables.accounts.set('u', someFacts({ userId: 'u', apps: { adminPortals: use } }));
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
