import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../../shared/domain/account/accountFacts';
import type { Exception } from '../../../shared/domain/account/exception';
import { DAY_MS, isoTime } from '../../../shared/domain/time';
import { FaultError } from '../../../shared/domain/watchError';
import {
  type AskedAccounts,
  type ExceptAccountsDeps,
  exceptAccounts,
} from '../../../shared/jobs/onDemand/exceptAccounts';
import { NOW, someFacts } from '../../domain/builders';
import { FAULTS } from '../../faults';
import { fc } from '../../seededFc';
import { storedTables } from '../storedTables';
import { anAsking } from './anAsking';

class AnyFaultError extends FaultError {}

const anException = (change: Partial<Exception> = {}): Exception => ({
  reason: 'Moves to a managed identity in June',
  until: isoTime(NOW + 30 * DAY_MS),
  by: 'kim@contoso.example',
  setAt: isoTime(NOW),
  ...change,
});

const id = (n: number) => `${(n % 16).toString(16)}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const upn = (n: number) => `user${n}@contoso.example`;
const anAccount = (n: number, change: Partial<AccountFacts> = {}) =>
  someFacts({ userId: id(n), userPrincipalName: upn(n), ...change });

function aWorld(accounts: readonly AccountFacts[], change: Partial<ExceptAccountsDeps> = {}) {
  const fake = storedTables();
  for (const facts of accounts) fake.accounts.set(facts.userId, facts);
  const writes: string[][] = [];
  const deps: ExceptAccountsDeps = {
    accountsOf: fake.store.accountsOf,
    allAccounts: fake.allAccounts,
    updateAccounts: async (userIds, how) => {
      writes.push([...userIds]);
      return fake.store.updateAccounts(userIds, how);
    },
    findInDirectory: async () => [],
    membersOf: async () => ({ kind: 'unknownGroup' }),
    breakGlass: new Set(['root@contoso.example']),
    budgetMs: 60_000,
    clock: () => NOW,
    ...fake.auditDeps,
    ...change,
  };
  const run = async (asked: Partial<AskedAccounts>) => {
    const outcome = await exceptAccounts(deps, {
      users: [],
      groupId: null,
      exception: anException(),
      askedBy: anAsking(),
      ...asked,
    });
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    return outcome.results;
  };
  return {
    accounts: fake.accounts,
    writes,
    deps,
    run,
    kinds: async (asked: Partial<AskedAccounts>) => (await run(asked)).map(({ user, kind }) => [user, kind]),
    exceptionOf: (n: number) => fake.accounts.get(id(n))?.exception ?? null,
  };
}

describe('an exception for several accounts', () => {
  test('is set by id, name and address, in any case, and answered in the order asked', async () => {
    const world = aWorld([anAccount(1), anAccount(2), anAccount(3), anAccount(4)], {
      findInDirectory: async (asked) => (asked === 'three@fabrikam.example' ? [id(3)] : []),
    });
    const users = [id(1).toUpperCase(), ' User2@Contoso.example ', 'Three@fabrikam.example'];
    expect(await world.kinds({ users })).toEqual(users.map((user) => [user, 'excepted']));
    expect([1, 2, 3, 4].map(world.exceptionOf)).toEqual([anException(), anException(), anException(), null]);
  });

  test('is not set for those that cannot have one, and for all others it is', async () => {
    const root = anAccount(1, { userPrincipalName: 'root@contoso.example' });
    const throttled = new AnyFaultError(FAULTS.throttled);
    const world = aWorld([root, anAccount(2)], {
      findInDirectory: async (asked) => {
        if (asked.startsWith('late')) throw throttled;
        return asked.startsWith('two') ? [id(8), id(9)] : asked.startsWith('quiet') ? [id(7)] : [];
      },
    });
    const asked = ['root', 'two', 'late', 'nobody', 'quiet'].map((name) => `${name}@contoso.example`);
    const results = await world.run({ users: [...asked, id(6), upn(2)] });
    expect(results).toMatchObject([
      { kind: 'breakGlass' },
      { kind: 'severalUsers', userIds: [id(8), id(9)] },
      { kind: 'notLookedUp', fault: FAULTS.throttled },
      { kind: 'unknownAccount' },
      { kind: 'unknownAccount' },
      { kind: 'unknownAccount' },
      { kind: 'excepted', facts: { userId: id(2) } },
    ]);
    expect([...world.accounts.values()]).toEqual(
      expect.arrayContaining([root, anAccount(2, { exception: anException() })]),
    );
    expect(world.accounts.size).toBe(2);
  });

  test('is answered once for a name that comes twice, and written once for two names of a user', async () => {
    const world = aWorld([anAccount(1)]);
    expect(await world.kinds({ users: [upn(1), upn(1).toUpperCase(), id(1)] })).toEqual([
      [upn(1).toUpperCase(), 'excepted'],
      [id(1), 'excepted'],
    ]);
    expect(world.writes).toEqual([[id(1)]]);
  });

  test('set a second time changes nothing, the time of setting included', async () => {
    const world = aWorld([anAccount(1), anAccount(2)]);
    await world.run({ users: [upn(1)] });
    const later = anException({ setAt: isoTime(NOW + DAY_MS) });
    expect(await world.kinds({ users: [upn(1), upn(2)], exception: later })).toEqual([
      [upn(1), 'unchanged'],
      [upn(2), 'excepted'],
    ]);
    expect([world.exceptionOf(1), world.exceptionOf(2)]).toEqual([anException(), later]);
  });

  test.each([
    { reason: 'Moves in July' },
    { until: isoTime(NOW + 31 * DAY_MS) },
    { by: 'alex@contoso.example' },
  ])('that differs in %j takes the place of the one that stands', async (difference) => {
    const world = aWorld([anAccount(1, { exception: anException() })]);
    const exception = anException(difference);
    expect(await world.kinds({ users: [upn(1)], exception })).toEqual([[upn(1), 'excepted']]);
    expect(world.exceptionOf(1)).toEqual(exception);
  });

  test('is ended, that of a break-glass account too; an account without one does not change', async () => {
    const root = anAccount(1, { userPrincipalName: 'root@contoso.example', exception: anException() });
    const world = aWorld([root, anAccount(2, { exception: anException() }), anAccount(3)]);
    expect(await world.kinds({ users: [id(1), id(2), id(3)], exception: null })).toEqual([
      [id(1), 'ended'],
      [id(2), 'ended'],
      [id(3), 'unchanged'],
    ]);
    expect([1, 2, 3].map(world.exceptionOf)).toEqual([null, null, null]);
  });

  test('reads the accounts once for a thousand names, and asks the directory for none that is stored', async () => {
    const accounts = Array.from({ length: 1000 }, (_, n) => anAccount(n));
    let passes = 0;
    const world = aWorld(accounts, {
      findInDirectory: async () => {
        throw new Error('A stored name was looked up.');
      },
    });
    const allAccounts = () => {
      passes++;
      return world.deps.allAccounts();
    };
    const users = accounts.map((_, n) => upn(n));
    const asked = { users, groupId: null, exception: anException(), askedBy: anAsking() };
    const outcome = await exceptAccounts({ ...world.deps, allAccounts }, asked);
    expect(outcome).toMatchObject({ kind: 'done', members: null });
    expect(passes).toBe(1);
    expect([...world.accounts.values()].every(({ exception }) => exception !== null)).toBe(true);
  });
});

describe('an exception for a group', () => {
  test('is for its members and the users beside it; each account is answered for once', async () => {
    const world = aWorld([anAccount(1), anAccount(2), anAccount(3)], {
      membersOf: async () => ({ kind: 'members', userIds: [id(2), id(1), id(5)] }),
    });
    expect(await world.kinds({ users: [upn(3), upn(1)], groupId: 'g' })).toEqual([
      [upn(3), 'excepted'],
      [upn(1), 'excepted'],
      [id(2), 'excepted'],
      [id(5), 'unknownAccount'],
    ]);
  });

  test.each([
    { kind: 'unknownGroup' } as const,
    { kind: 'hiddenMembers' } as const,
    { kind: 'tooManyMembers', most: 3 } as const,
  ])('changes nothing if it is %j, not even for the users beside it', async (refused) => {
    const world = aWorld([anAccount(1)], { membersOf: async () => refused });
    const asked = { users: [upn(1)], groupId: 'g', exception: anException(), askedBy: anAsking() };
    expect(await exceptAccounts(world.deps, asked)).toEqual(refused);
    expect(world.exceptionOf(1)).toBeNull();
  });

  test('changes nothing if its members cannot be read', async () => {
    const world = aWorld([anAccount(1)], {
      membersOf: async () => {
        throw new AnyFaultError(FAULTS.forbidden);
      },
    });
    await expect(world.run({ users: [upn(1)], groupId: 'g' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(world.exceptionOf(1)).toBeNull();
  });

  test('is looked up, like the directory, only until the budget is used', async () => {
    const untils: number[] = [];
    const world = aWorld([], {
      membersOf: async (_groupId, until) => {
        untils.push(until);
        return { kind: 'members', userIds: [] };
      },
      findInDirectory: async (_asked, until) => {
        untils.push(until);
        return [];
      },
    });
    await world.run({ users: ['nobody@contoso.example'], groupId: 'g' });
    expect(untils).toEqual([NOW + 60_000, NOW + 60_000]);
  });
});

describe('a write that fails', () => {
  /** Writes the first `good` of each part, and then reports a fault. */
  function failing(accounts: readonly AccountFacts[], good: number) {
    const world = aWorld(accounts);
    const failed: ExceptAccountsDeps = {
      ...world.deps,
      updateAccounts: async (userIds, how) => {
        await world.deps.updateAccounts(userIds.slice(0, good), how);
        throw new AnyFaultError(FAULTS.contested);
      },
    };
    return { ...world, deps: failed };
  }

  test('is said of each account that is not changed, and of no other; a second run does the rest', async () => {
    const accounts = Array.from({ length: 1200 }, (_, n) => anAccount(n));
    const world = failing(accounts, 300);
    const asked = {
      users: accounts.map((_, n) => upn(n)),
      groupId: null,
      exception: anException(),
      askedBy: anAsking(),
    };
    const outcome = await exceptAccounts(world.deps, asked);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    const after = new Map(world.accounts);
    for (const result of outcome.results) {
      if (!('facts' in result)) throw new Error(result.kind);
      const stored = after.get(result.facts.userId)?.exception ?? null;
      expect(result).toMatchObject(
        stored === null ? { kind: 'notConfirmed', fault: FAULTS.contested } : { kind: 'excepted' },
      );
    }
    const confirmed = outcome.results.filter(({ kind }) => kind === 'excepted');
    expect(confirmed).toHaveLength(300 + 300 + 200);
    const again = await world.kinds(asked);
    expect(again.filter(([, kind]) => kind === 'unchanged')).toHaveLength(800);
    expect(again.filter(([, kind]) => kind === 'excepted')).toHaveLength(400);
  });

  test('is said of all accounts if they cannot be read again', async () => {
    const world = aWorld([anAccount(1)]);
    let reads = 0;
    const accountsOf: ExceptAccountsDeps['accountsOf'] = async (userIds) => {
      // The ids, the users of the directory, and then the accounts that were written.
      if (++reads > 2) throw new AnyFaultError(FAULTS.unreachable);
      return world.deps.accountsOf(userIds);
    };
    const asked = { users: [id(1)], groupId: null, exception: anException(), askedBy: anAsking() };
    expect(await exceptAccounts({ ...world.deps, accountsOf }, asked)).toMatchObject({
      results: [{ user: id(1), kind: 'notConfirmed', fault: FAULTS.unreachable }],
    });
  });

  test('of a kind that nobody knows is a defect, and passes', async () => {
    const world = aWorld([anAccount(1)], {
      updateAccounts: async () => {
        throw new TypeError('a defect');
      },
    });
    await expect(world.run({ users: [id(1)] })).rejects.toThrow('a defect');
  });
});

test('exceptions change the accounts that are answered as changed, and no other, whoever is asked for', async () => {
  const account = fc.record({ n: fc.integer({ min: 0, max: 12 }), has: fc.boolean() });
  const some = fc.array(account, { maxLength: 8 });
  const users = fc.array(fc.integer({ min: 0, max: 12 }).map((n) => (n % 2 === 0 ? id(n) : upn(n))));
  await fc.assert(
    fc.asyncProperty(some, users, fc.boolean(), async (accounts, asked, sets) => {
      const stored = new Map(
        accounts.map(({ n, has }) => [id(n), anAccount(n, { exception: has ? anException() : null })]),
      );
      const world = aWorld([...stored.values()]);
      const exception = sets ? anException({ reason: 'Another' }) : null;
      const results = await world.run({ users: asked, exception });
      const changed = results.flatMap((result) =>
        result.kind === 'excepted' || result.kind === 'ended' ? [result.facts.userId] : [],
      );
      const expected = [...stored].map(([userId, facts]): [string, AccountFacts] => [
        userId,
        changed.includes(userId) ? { ...facts, exception } : facts,
      ]);
      expect(new Map(world.accounts)).toEqual(new Map(expected));
      expect(new Set(results.map(({ user }) => user))).toEqual(new Set(asked));
    }),
    { numRuns: 50 },
  );
});
