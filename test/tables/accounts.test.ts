import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AccountFacts, ScriptProtocol } from '../../shared/domain/account/accountFacts';
import { MOST_MOMENTS, minuteOf } from '../../shared/domain/account/moments';
import { isoTime } from '../../shared/domain/time';
import {
  accountOf,
  accountsOf,
  allAccounts,
  forgetAccounts,
  idsOfUpns,
  sessionsOf,
  updateAccounts,
} from '../../shared/tables/accounts';
import { collected, emptyTables, guid, NOON, overtaken, rowsOf, someFacts, watched } from './world';

const tables = emptyTables();

const FULL = someFacts({
  guest: true,
  syncs: true,
  apps: {
    azureCli: { firstFinding: isoTime(NOON - 5), lastFinding: isoTime(NOON), lastMfa: null },
    adminPortals: {
      firstFinding: isoTime(NOON - 9),
      lastFinding: isoTime(NOON - 9),
      lastMfa: isoTime(NOON - 1),
    },
  },
  hasHomeTenant: false,
  lastSignal: { signal: 'mustRegister', at: isoTime(NOON) },
  stops: { azureCli: isoTime(NOON) },
  blocks: { adminPortals: isoTime(NOON - 2) },
  protocols: { ropc: isoTime(NOON), deviceCode: isoTime(NOON - 1) },
  clients: { curl: isoTime(NOON) },
  occasions: { adminPortals: { rememberedDevice: [minuteOf(isoTime(NOON - 5))], mfaFailed: [1, 2] } },
  lastUse: { at: isoTime(NOON), app: 'azureCli', outcome: 'mfa', ipAddress: '203.0.113.9' },
  hours: 0xffffff,
  minutes: 0x3fffffff,
  unattended: { azureCli: Array.from({ length: MOST_MOMENTS }, (_, n) => minuteOf(isoTime(NOON)) + n) },
  exception: {
    reason: 'Moves in June',
    until: isoTime(NOON + 9),
    by: 'kim@contoso.example',
    setAt: isoTime(NOON),
  },
  registration: {
    userId: guid(0xa1),
    userPrincipalName: null,
    userDisplayName: 'Ada',
    isAdmin: true,
    isMfaCapable: true,
    isMfaRegistered: true,
    methods: ['fido2SecurityKey'],
  },
});

function save(...facts: readonly AccountFacts[]): Promise<number> {
  const byId = new Map(facts.map((account) => [account.userId, account]));
  return updateAccounts(tables(), byId.keys(), (userId) => byId.get(userId) ?? null);
}

function all(): Promise<AccountFacts[]> {
  return collected(allAccounts(tables().accounts));
}

function seen(protocol: ScriptProtocol) {
  return (userId: string, stored: AccountFacts | null): AccountFacts => {
    const facts = stored ?? someFacts({ userId });
    return { ...facts, protocols: { ...facts.protocols, [protocol]: isoTime(NOON) } };
  };
}

describe('updateAccounts', () => {
  test('gives back what was stored', async () => {
    const plain = someFacts({ userId: guid(0xb2), userPrincipalName: null, userDisplayName: null });
    expect(await save(FULL, plain)).toBe(2);
    expect(await accountOf(tables().accounts, guid(0xa1))).toEqual(FULL);
    expect(await accountOf(tables().accounts, guid(0xb2))).toEqual(plain);
    expect(await accountOf(tables().accounts, guid(0xc3))).toBeNull();
    expect(await all()).toEqual(expect.arrayContaining([FULL, plain]));
  });

  test('has columns of its own for what tools ask for over all apps', async () => {
    await save(FULL);
    expect(await rowsOf(tables().accounts)).toMatchObject([
      {
        partitionKey: '0',
        rowKey: guid(0xa1),
        firstFinding: isoTime(NOON - 9),
        lastFinding: isoTime(NOON),
        lastMfa: isoTime(NOON - 1),
        guest: true,
        userDisplayName: 'Ada',
        exceptionReason: 'Moves in June',
        exceptionUntil: isoTime(NOON + 9),
        exceptionBy: 'kim@contoso.example',
        exceptionSetAt: isoTime(NOON),
      },
    ]);
  });

  test('writes what the account is beside its facts, and never reads it back', async () => {
    const snapshotOf = ({ guest }: AccountFacts) => ({
      kind: guest ? 'guest' : 'person',
      readiness: 'unknown',
    });
    await updateAccounts({ ...tables(), snapshotOf }, [guid(0xa1)], () => FULL);
    expect(await rowsOf(tables().accounts)).toMatchObject([{ kind: 'guest', readiness: 'unknown' }]);
    expect(await accountOf(tables().accounts, guid(0xa1))).toEqual(FULL);
    await updateAccounts({ ...tables(), snapshotOf }, [guid(0xa1)], () => ({ ...FULL, guest: false }));
    expect(await rowsOf(tables().accounts)).toMatchObject([{ kind: 'person', readiness: 'unknown' }]);
  });

  test('reads rows of before, in which ROPC was taken for somebody who is there', async () => {
    const ropc = { ...FULL, unattended: {}, stops: {}, blocks: {}, hasHomeTenant: null };
    await save(ropc, { ...ropc, userId: guid(0xb2), protocols: {} });
    for await (const row of tables().accounts.listEntities()) {
      const { unattended, stops, blocks, ...before } = row;
      expect([unattended, stops, blocks]).toEqual(['{}', '{}', '{}']);
      await tables().accounts.updateEntity({ partitionKey: '', rowKey: '', ...before }, 'Replace');
    }
    expect(await accountOf(tables().accounts, guid(0xa1))).toEqual({ ...ropc, interactive: false });
    expect(await accountOf(tables().accounts, guid(0xb2))).toMatchObject({ interactive: true });
  });

  test('keeps a row small, however many sign-ins it stands for', async () => {
    await save({ ...FULL, unattended: { ...FULL.unattended, adminPortals: FULL.unattended.azureCli ?? [] } });
    const [row] = await rowsOf(tables().accounts);
    expect(JSON.stringify(row).length).toBeLessThan(4_000);
  });

  test('leaves nothing of an exception that was taken away', async () => {
    await save(FULL);
    await save({ ...FULL, exception: null });
    expect(await accountOf(tables().accounts, guid(0xa1))).toEqual({ ...FULL, exception: null });
    const [row] = await rowsOf(tables().accounts);
    expect(Object.keys(row ?? {}).filter((column) => column.startsWith('exception'))).toEqual([]);
  });

  test('hands what is stored to the change, and writes only what it alters', async () => {
    await save(someFacts(), someFacts({ userId: guid(0xb2) }));
    const before = await rowsOf(tables().accounts);
    const given: (AccountFacts | null)[] = [];
    const written = await updateAccounts(tables(), [guid(0xa1), guid(0xb2), guid(0xc3)], (userId, stored) => {
      given.push(stored);
      if (userId === guid(0xb2)) return someFacts({ userId, guest: true });
      return stored && { ...stored, apps: { ...stored.apps } };
    });
    expect(written).toBe(1);
    expect(given).toEqual([someFacts(), someFacts({ userId: guid(0xb2) }), null]);
    const after = await rowsOf(tables().accounts);
    expect(after).toHaveLength(2);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).toMatchObject({ guest: true });
  });

  test('takes a user who is named twice once', async () => {
    expect(await updateAccounts(tables(), [guid(1), guid(1)], (userId) => someFacts({ userId }))).toBe(1);
  });

  test('stores ids of any form', async () => {
    const ids = ['', "o'neil/#1?", 'ü'.repeat(700), '~', '%2f'];
    expect(await save(...ids.map((userId) => someFacts({ userId })))).toBe(ids.length);
    for (const userId of ids) expect(await accountOf(tables().accounts, userId)).toMatchObject({ userId });
  });

  test('keeps an account whose parts outgrow a column', async () => {
    const use = { firstFinding: isoTime(NOON), lastFinding: isoTime(NOON), lastMfa: null };
    const apps = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`app${n}💡`, use]));
    await save(someFacts({ apps }));
    expect(await accountOf(tables().accounts, guid(0xa1))).toEqual(someFacts({ apps }));
  });

  test('loses nothing when two of them change the same accounts at once', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => guid(n));
    await save(...ids.slice(0, 125).map((userId) => someFacts({ userId })));
    await Promise.all([
      updateAccounts(tables(), ids, seen('ropc')),
      updateAccounts(tables(), ids.toReversed(), seen('deviceCode')),
    ]);
    const stored = await all();
    expect(stored).toHaveLength(250);
    for (const { protocols } of stored) expect(Object.keys(protocols).sort()).toEqual(['deviceCode', 'ropc']);
  });

  test('looks up again what a change depends on, when another write was first', async () => {
    await save(someFacts());
    let found: AccountFacts['protocols'] = { ropc: isoTime(NOON) };
    let rivals = 0;
    const racing = overtaken(tables().accounts, async () => {
      if (rivals++ > 0) return;
      // Another run finds more, and notes it in the account.
      found = { ...found, deviceCode: isoTime(NOON) };
      await updateAccounts(tables(), [guid(0xa1)], seen('deviceCode'));
    });
    await updateAccounts({ ...tables(), accounts: racing }, [guid(0xa1)], {
      lookUp: async () => {
        const protocols = found;
        return (_userId, stored) => stored && { ...stored, protocols };
      },
    });
    expect((await accountOf(tables().accounts, guid(0xa1)))?.protocols).toEqual(found);
  });

  test('looks up once what the accounts of all partitions depend on', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => guid(n * 0x06_54_32_10));
    const asked: (readonly string[])[] = [];
    const lookUp = async (userIds: readonly string[]) => {
      asked.push(userIds);
      return seen('ropc');
    };
    expect(await updateAccounts(tables(), ids, { lookUp })).toBe(40);
    expect(asked).toEqual([ids]);
    expect((await all()).map(({ userId }) => userId).sort()).toEqual([...ids].sort());
    expect(await updateAccounts(tables(), ids, { lookUp })).toBe(0);
  });

  test('reads eight partitions at once, and no more', async () => {
    let [underWay, most] = [0, 0];
    const accounts = watched(tables().accounts, (request, next) => {
      most = Math.max(most, ++underWay);
      return next(request).finally(() => underWay--);
    });
    const ids = Array.from({ length: 16 }, (_, n) => guid(n * 0x10_00_00_00));
    await updateAccounts({ ...tables(), accounts }, ids, { lookUp: async () => () => null });
    expect(most).toBe(8);
  });

  test('gives up when others overtake it every time', async () => {
    await save(someFacts());
    let races = 0;
    const racing = overtaken(tables().accounts, () => {
      const keys = { partitionKey: '0', rowKey: guid(0xa1) };
      return tables().accounts.updateEntity({ ...keys, race: ++races }, 'Merge');
    });
    const update = updateAccounts({ ...tables(), accounts: racing }, [guid(0xa1)], seen('ropc'));
    await expect(update).rejects.toMatchObject({ code: 'contested' });
    expect(races).toBe(5);
  });
});

describe('a row that somebody broke', () => {
  const broken = { partitionKey: '0', rowKey: guid(2), guest: 'perhaps' };

  beforeEach(async () => {
    await save(...[1, 2, 3].map((n) => someFacts({ userId: guid(n) })));
    await tables().accounts.updateEntity(broken, 'Merge');
  });

  test('does not hide the other accounts, and is reported', async () => {
    const reported: string[] = [];
    const listed = await collected(allAccounts(tables().accounts, (rowKey) => reported.push(rowKey)));
    expect(listed.map(({ userId }) => userId)).toEqual([guid(1), guid(3)]);
    expect(reported).toEqual([guid(2)]);
    expect(await all()).toEqual(listed);
  });

  test('is an error to whoever asks for it', async () => {
    await expect(accountOf(tables().accounts, guid(2))).rejects.toMatchObject({ code: 'badRow' });
  });

  test('keeps no other account from being read, changed or forgotten, and stays', async () => {
    const { accounts } = tables();
    const ids = [1, 2, 3].map(guid);
    const before = (await rowsOf(accounts)).find(({ rowKey }) => rowKey === guid(2));
    expect((await accountsOf(accounts, ids)).map(({ userId }) => userId)).toEqual([guid(1), guid(3)]);
    expect(await updateAccounts(tables(), ids, seen('ropc'))).toBe(2);
    expect(await forgetAccounts(accounts, () => true)).toBe(2);
    expect(await rowsOf(accounts)).toEqual([before]);
  });
});

describe('forgetAccounts', () => {
  test('deletes those that are over', async () => {
    await save(...[1, 2, 3].map((n) => someFacts({ userId: guid(n), guest: n !== 2 })));
    expect(await forgetAccounts(tables().accounts, ({ guest }) => guest)).toBe(2);
    expect((await all()).map(({ userId }) => userId)).toEqual([guid(2)]);
  });

  test('keeps one that changes meanwhile', async () => {
    await save(someFacts());
    const changed = { partitionKey: '0', rowKey: guid(0xa1), guest: true };
    const racing = overtaken(tables().accounts, () => tables().accounts.updateEntity(changed, 'Merge'));
    expect(await forgetAccounts(racing, () => true)).toBe(0);
    expect(await all()).toHaveLength(1);
  });
});

describe('sessionsOf', () => {
  const sessionsFor = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [guid(n), { signInId: guid(n + 1), at: isoTime(NOON) }]),
    );

  test.each([3, 30])(
    'gives the sessions of %i accounts, however many columns they take',
    async (accounts) => {
      // 1,000 outgrow a column.
      const facts = Array.from({ length: accounts }, (_, n) =>
        someFacts({ userId: guid(n), sessions: sessionsFor(n === 1 ? 1_000 : n) }),
      );
      await save(...facts);
      const asked = [...facts.map(({ userId }) => userId), guid(0xdead)];
      const found = await sessionsOf(tables().accounts, asked);
      expect(found).toEqual(new Map(facts.map(({ userId, sessions }) => [userId, sessions])));
    },
  );

  test('reads no other columns of many accounts', async () => {
    await save(...Array.from({ length: 30 }, (_, n) => someFacts({ userId: guid(n) })));
    const selected: unknown[] = [];
    const { accounts } = tables();
    const listEntities: typeof accounts.listEntities = (options) => {
      selected.push(options?.queryOptions?.select);
      return accounts.listEntities(options);
    };
    const noting = new Proxy(accounts, {
      get: (target, name) => (name === 'listEntities' ? listEntities : Reflect.get(target, name)),
    });
    await sessionsOf(
      noting,
      Array.from({ length: 30 }, (_, n) => guid(n)),
    );
    expect(selected).toEqual([expect.arrayContaining(['userId', 'sessions', 'sessions1'])]);
    expect(selected.flat()).not.toContain('apps');
  });

  test('leaves out a row that somebody broke', async () => {
    await save(...[1, 2].map((n) => someFacts({ userId: guid(n), sessions: sessionsFor(1) })));
    await tables().accounts.updateEntity({ partitionKey: '0', rowKey: guid(2), sessions: '{' }, 'Merge');
    expect([...(await sessionsOf(tables().accounts, [1, 2].map(guid))).keys()]).toEqual([guid(1)]);
  });
});

test('accounts are found by UPN, whatever its case, and nothing else is returned', async () => {
  const named = [1, 2, 3].map((n) =>
    someFacts({ userId: guid(n), userPrincipalName: `User${n}@Contoso.example` }),
  );
  const byId = new Map(named.map((facts) => [facts.userId, facts]));
  await updateAccounts(tables(), byId.keys(), (userId) => byId.get(userId) ?? null);
  const asked = Array.from({ length: 20 }, (_, n) => `user${n + 2}@contoso.example`);
  expect((await idsOfUpns(tables().accounts, [...asked, "o'neill@contoso.example"])).sort()).toEqual(
    [guid(2), guid(3)].sort(),
  );
});
