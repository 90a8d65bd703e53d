import { describe, expect, test } from '@jest/globals';
import { type Exception, latestEnd } from '../../../shared/domain/account/exception';
import { AUDIT_KEPT_DAYS, type AuditEntry } from '../../../shared/domain/audit/auditEntry';
import { DAY_MS, isoTime } from '../../../shared/domain/time';
import { FaultError } from '../../../shared/domain/watchError';
import type { AuditLine } from '../../../shared/jobs/onDemand/audited';
import { exceptAccount } from '../../../shared/jobs/onDemand/exceptAccount';
import { type ExceptAccountsDeps, exceptAccounts } from '../../../shared/jobs/onDemand/exceptAccounts';
import { NOW, someFacts } from '../../domain/builders';
import { FAULTS } from '../../faults';
import { storedTables } from '../storedTables';
import { anAsking } from './anAsking';

class AnyFaultError extends FaultError {}

const anException = (change: Partial<Exception> = {}): Exception => ({
  reason: 'Moves in June',
  until: isoTime(NOW + 30 * DAY_MS),
  by: anAsking().author.by,
  setAt: isoTime(NOW),
  ...change,
});
const id = (n: number) => `${(n % 16).toString(16)}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function aWorld(count: number, exception: Exception | null = null) {
  const fake = storedTables();
  const ids = Array.from({ length: count }, (_, n) => id(n));
  for (const userId of ids) fake.accounts.set(userId, someFacts({ userId, exception }));
  const deps = {
    ...fake,
    ...fake.auditDeps,
    updateAccounts: fake.store.updateAccounts,
    timeZone: 'UTC',
    breakGlass: new Set<string>(),
    findInDirectory: async () => [],
    membersOf: async () => ({ kind: 'unknownGroup' as const }),
    budgetMs: 60_000,
    clock: () => NOW,
  };
  const lines: AuditLine[] = [];
  const askedBy = anAsking(lines);
  return {
    ...fake,
    ids,
    deps,
    lines,
    one: (wanted: Exception | null, with_: Partial<typeof deps> = {}) =>
      exceptAccount({ ...deps, ...with_ }, { idOrUpn: id(0), exception: wanted, askedBy }, new Date(NOW)),
    all: (wanted: Exception | null, with_: Partial<ExceptAccountsDeps> = {}) =>
      exceptAccounts({ ...deps, ...with_ }, { users: ids, groupId: null, exception: wanted, askedBy }),
  };
}

describe('a change leaves a row', () => {
  test('with who, what, why, until when, and what stood before', async () => {
    const world = aWorld(1);
    await world.one(anException());
    const entry: AuditEntry = {
      ...anAsking().author,
      id: expect.stringMatching(/^[\da-f-]{36}$/) as unknown as string,
      at: isoTime(NOW),
      action: 'setException',
      outcome: 'done',
      userId: id(0),
      to: null,
      before: null,
      after: { reason: 'Moves in June', until: isoTime(NOW + 30 * DAY_MS) },
    };
    expect(world.audit()).toEqual([entry]);
    await world.one(null);
    const ended = { ...entry, action: 'endException', before: anException(), after: null };
    expect(world.audit()).toEqual(expect.arrayContaining([entry, ended]));
    expect(world.audit()).toHaveLength(2);
  });

  test('for each account, which outlives the exception and the account', async () => {
    const world = aWorld(3);
    await world.all(anException());
    await world.all(null);
    for (const userId of world.ids) world.accounts.delete(userId);
    expect(world.audit()).toHaveLength(6);
    expect(new Set(world.audit().map(({ userId }) => userId))).toEqual(new Set(world.ids));
  });

  test('and none if nothing changes: a second run, and an exception that is not there', async () => {
    const world = aWorld(2);
    await world.one(null);
    await world.all(null);
    expect(world.audit()).toEqual([]);
    await world.all(anException());
    await world.all(anException({ setAt: isoTime(NOW + DAY_MS) }));
    await world.one(anException({ setAt: isoTime(NOW + DAY_MS) }));
    expect(world.audit()).toHaveLength(2);
    expect(world.lines).toHaveLength(2);
  });

  test('that names the exception that really stood before, if another write came first', async () => {
    const world = aWorld(1);
    const other = anException({ by: 'alex@contoso.example' });
    await world.one(anException(), {
      updateAccounts: (userIds, change) => {
        world.accounts.set(id(0), someFacts({ userId: id(0), exception: other }));
        return world.deps.updateAccounts(userIds, change);
      },
    });
    expect(world.audit()).toMatchObject([{ outcome: 'done', before: other }]);
  });

  test('that does not take the change itself for what stood before, if the write is repeated', async () => {
    const old = anException({ by: 'alex@contoso.example' });
    const world = aWorld(1, old);
    await world.one(anException(), {
      updateAccounts: async (userIds, change) => {
        await world.deps.updateAccounts(userIds, change);
        return world.deps.updateAccounts(userIds, change);
      },
    });
    expect(world.audit()).toMatchObject([{ outcome: 'done', before: old }]);
  });

  test('as not confirmed, if another change came after it', async () => {
    const world = aWorld(1);
    const outcome = await world.one(anException(), {
      updateAccounts: async (userIds, change) => {
        const written = await world.deps.updateAccounts(userIds, change);
        world.accounts.set(id(0), someFacts({ userId: id(0), exception: anException({ by: 'alex' }) }));
        return written;
      },
    });
    expect(outcome).toEqual({ kind: 'overtaken' });
    expect(world.audit()).toMatchObject([{ outcome: 'notConfirmed' }]);
  });
});

describe('a change is logged', () => {
  test('before and after it, by ids alone', async () => {
    const world = aWorld(2);
    await world.all(anException());
    expect(world.lines).toEqual(
      (['begun', 'done'] as const).map((outcome) => ({
        event: 'audit',
        action: 'setException',
        outcome,
        how: 'signedIn',
        byId: anAsking().author.byId,
        at: isoTime(NOW),
        count: 2,
        userIds: [id(0), id(1)],
      })),
    );
    expect(JSON.stringify(world.lines)).not.toMatch(/@|June/);
  });

  test('in lines that Application Insights does not cut', async () => {
    const world = aWorld(1_200);
    await world.all(anException());
    const done = world.lines.filter(({ outcome }) => outcome === 'done');
    expect(done.flatMap(({ userIds }) => userIds).sort()).toEqual([...world.ids].sort());
    for (const line of world.lines) expect(JSON.stringify(line).length).toBeLessThan(32_768);
  });
});

class Died extends Error {}

/** What a change stores and reads: at call number `at`, and at all later ones, it fails. The call is carried out before, or not. */
function dying(
  deps: ReturnType<typeof aWorld>['deps'],
  at: number,
  isCarriedOut: boolean,
  error: () => Error,
) {
  let calls = 0;
  const call = <A extends unknown[], R>(run: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      calls++;
      if (calls > at || (calls === at && !isCarriedOut)) throw error();
      const answer = await run(...args);
      if (calls === at) throw error();
      return answer;
    };
  };
  return {
    calls: () => calls,
    deps: {
      saveAudit: call(deps.saveAudit),
      updateAccounts: call(deps.updateAccounts),
      accountsOf: call(deps.accountsOf),
    },
  };
}

type Death = { readonly at: number; readonly isCarriedOut: boolean; readonly error: () => Error };

/** What is stored after a run that dies so, and how many calls it made. */
async function deadRun(count: number, { at, isCarriedOut, error }: Death) {
  const world = aWorld(count);
  const dead = dying(world.deps, at, isCarriedOut, error);
  const run = count === 1 ? world.one(anException(), dead.deps) : world.all(anException(), dead.deps);
  await run.catch((thrown: unknown) => {
    if (!(thrown instanceof Died || thrown instanceof AnyFaultError)) throw thrown;
  });
  const accounts = [...world.accounts.values()];
  return {
    changed: new Set(accounts.flatMap(({ exception, userId }) => (exception === null ? [] : [userId]))),
    rows: new Map(world.audit().map(({ userId, outcome }) => [userId ?? '', outcome])),
    calls: dead.calls(),
  };
}

describe.each([
  ['dies', () => new Died('the process is gone')],
  ['finds no tables', () => new AnyFaultError(FAULTS.unreachable)],
])('a run that %s at any call', (_what, error) => {
  const MOST_CALLS = 20;

  test.each([
    ['one account, before the call is carried out', 1, false],
    ['one account, after it', 1, true],
    // To die after one call is to die before the next one.
    ['two parts of several accounts, after it', 502, true],
  ])(
    'never leaves a change without a row, and no row that says too much: %s',
    async (_whom, count, isCarriedOut) => {
      let at = 0;
      let calls = 0;
      do {
        at++;
        const life = await deadRun(count, { at, isCarriedOut, error });
        const { changed, rows } = life;
        expect([...changed].filter((userId) => !rows.has(userId))).toEqual([]);
        const done = [...rows].filter(([, outcome]) => outcome === 'done').map(([userId]) => userId);
        expect(done.filter((userId) => !changed.has(userId))).toEqual([]);
        expect([...rows.values()]).not.toContain('notDone');
        calls = life.calls;
      } while (calls >= at && at < MOST_CALLS);
      // The last run made fewer calls than it could die at: every call was reached.
      expect(at).toBe(count === 1 ? 5 : 11);
    },
    60_000,
  );
});

test('a change whose row cannot be stored is not made, and says why', async () => {
  const world = aWorld(1);
  const saveAudit = () => Promise.reject(new AnyFaultError(FAULTS.forbidden));
  await expect(world.one(anException(), { saveAudit })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await world.all(anException(), { saveAudit })).toMatchObject({
    results: [{ kind: 'notConfirmed', fault: FAULTS.forbidden }],
  });
  expect(world.accounts.get(id(0))?.exception).toBeNull();
  expect(world.lines).toEqual([]);
});

test('a change stands though its outcome cannot be stored; its row stays begun', async () => {
  const world = aWorld(1);
  let saves = 0;
  const saveAudit = async (entries: readonly AuditEntry[]) => {
    if (++saves > 1) throw new AnyFaultError(FAULTS.unreachable);
    return world.deps.saveAudit(entries);
  };
  expect(await world.one(anException(), { saveAudit })).toMatchObject({ kind: 'done' });
  expect(world.audit()).toMatchObject([{ outcome: 'begun' }]);
  expect(world.lines.map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
});

test('a row is kept until a year after the longest exception has ended, whatever RETENTION_DAYS says', async () => {
  const longest = Date.parse(latestEnd(NOW)) - NOW;
  expect(AUDIT_KEPT_DAYS * DAY_MS).toBeGreaterThanOrEqual(longest + 365 * DAY_MS);
  const world = aWorld(1);
  await world.one(anException());
  const [entry] = world.audit();
  if (!entry) throw new Error('there is no row');
  const agoMs = (AUDIT_KEPT_DAYS - 1) * DAY_MS;
  const kept = { ...entry, id: 'kept', at: isoTime(NOW - agoMs) };
  await world.auditDeps.saveAudit([kept, { ...entry, id: 'old', at: isoTime(NOW - agoMs - 2 * DAY_MS) }]);
  expect(await world.forgetBefore(isoTime(NOW).slice(0, 10))).toBe(1);
  expect(world.audit()).toEqual(expect.arrayContaining([entry, kept]));
});
