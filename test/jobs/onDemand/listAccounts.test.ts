import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../../shared/domain/account/accountFacts';
import type { Directory } from '../../../shared/domain/account/directory';
import type { WhatIf } from '../../../shared/domain/coverage/whatIf';
import { DAY_MS, isoTime } from '../../../shared/domain/time';
import { type AccountQuery, listAccounts, readAccount } from '../../../shared/jobs/onDemand/listAccounts';
import { aRegistration, NOW, someFacts } from '../../domain/builders';
import { fc } from '../../seededFc';
import { PUBLIC_CLOUD } from '../around';
import { storedTables } from '../storedTables';

function aWorld(...accounts: AccountFacts[]) {
  const fake = storedTables();
  for (const facts of accounts) fake.accounts.set(facts.userId, facts);
  let said: WhatIf | null = null;
  let known: Directory | null = null;
  const deps = {
    ...fake,
    latestWhatIf: async () => said,
    latestDirectory: async () => known,
    latestWrites: async () => null,
    ...PUBLIC_CLOUD,
    timeZone: 'UTC',
    breakGlass: new Set(['root@contoso.example']),
  };
  const list = (change: Partial<AccountQuery> = {}) => {
    const query: AccountQuery = {
      state: null,
      kind: null,
      readiness: null,
      effect: null,
      limit: 100,
      after: null,
      ...change,
    };
    return listAccounts(deps, query, new Date(NOW));
  };
  const ids = async (change: Partial<AccountQuery> = {}) =>
    (await list(change)).accounts.map(({ userId }) => userId);
  const answer = (whatIf: WhatIf) => {
    said = whatIf;
  };
  const knows = (directory: Directory) => {
    known = directory;
  };
  return {
    ...fake,
    deps,
    answer,
    knows,
    list,
    ids,
    read: (user: string) => readAccount(deps, user, new Date(NOW)),
  };
}

/** Last found so many days ago. */
function found(userId: string, daysAgo: number, change: Partial<AccountFacts> = {}): AccountFacts {
  const at = isoTime(NOW - daysAgo * DAY_MS);
  const apps = { adminPortals: { firstFinding: at, lastFinding: at, lastMfa: null } };
  return someFacts({ userId, apps, ...change });
}
const mustRegister = { registration: aRegistration({ isMfaRegistered: false, isMfaCapable: false }) };

describe('the list', () => {
  test('begins with the worst, and shows only accounts that have had a finding or were stopped', async () => {
    const world = aWorld(
      found('quiet', 20),
      found('older', 3),
      found('newer', 2),
      found('unready', 4, mustRegister),
      someFacts({ userId: 'stopped', apps: {}, lastSignal: { signal: 'mfaFailed', at: isoTime(NOW) } }),
      someFacts({ userId: 'unseen', apps: {} }),
    );
    expect(await world.ids()).toEqual(['unready', 'newer', 'older', 'quiet', 'stopped']);
  });

  test('has the last answers of Entra about an account', async () => {
    const accounts = { u: { adminPortals: 'nothing' as const } };
    const world = aWorld(found('u', 2), found('v', 1));
    world.answer({ at: isoTime(NOW), matter: 1, accounts });
    const listed = (await world.list()).accounts.map(({ userId, whatIf }) => [userId, whatIf]);
    expect(Object.fromEntries(listed)).toEqual({ u: accounts.u, v: null });
    expect((await world.read('u'))?.whatIf).toEqual(accounts.u);
  });

  test('forgets what Entra said longer ago than three days', async () => {
    const accounts = { u: { adminPortals: 'nothing' as const } };
    const world = aWorld(found('u', 2));
    world.answer({ at: isoTime(NOW - 3 * DAY_MS), matter: 1, accounts });
    expect((await world.read('u'))?.whatIf).toBeNull();
    world.answer({ at: isoTime(NOW - 3 * DAY_MS + 1), matter: 1, accounts });
    expect((await world.read('u'))?.whatIf).toEqual(accounts.u);
  });

  test('goes by what was kept of the directory', async () => {
    const guest = found('guest', 2, { guest: true, homeTenantId: 'home' });
    const world = aWorld(guest, found('sync', 3));
    const kinds = async () =>
      (await world.list()).accounts.map(({ userId, kind, reasons }) => [userId, kind, reasons]);
    expect(await kinds()).toEqual([
      ['guest', 'guest', [{ code: 'guestHomeMfaUnknown' }]],
      ['sync', 'person', expect.anything()],
    ]);
    world.knows({ trust: { byDefault: true, byTenant: {} }, syncAccounts: ['sync'] });
    expect(await kinds()).toEqual([
      ['sync', 'sync', expect.anything()],
      ['guest', 'guest', [{ code: 'guestHomeMfaCounts' }]],
    ]);
  });

  test('says all that is known of an account', async () => {
    const [account] = (await aWorld(found('u', 1)).list()).accounts;
    expect(Object.keys(account ?? {}).sort()).toEqual(
      [
        ...[
          'userId',
          'changes',
          'userPrincipalName',
          'userDisplayName',
          'kind',
          'kindEvidence',
          'whatIf',
          'state',
          'hasOpenFinding',
          'effect',
          'mandate',
          'roles',
          'readiness',
          'reasons',
          'registeredMethods',
          'deadline',
          'lastUse',
          'requiredBy',
          'mandated',
          'apps',
        ],
        ...['firstFinding', 'lastFinding', 'lastMfa', 'lastSignal', 'advice', 'exception', 'grace'],
      ].sort(),
    );
    expect(account).toMatchObject({ state: 'new', lastFinding: isoTime(NOW - DAY_MS), exception: null });
  });

  test.each<[string, Partial<AccountQuery>, string[]]>([
    ['state', { state: 'resolved' }, ['quiet']],
    ['kind', { kind: 'guest' }, ['guest']],
    ['readiness', { readiness: 'mustRegister' }, ['unready']],
    ['all of them', { state: 'resolved', kind: 'guest' }, []],
  ])('is filtered by %s', async (_, query, expected) => {
    const world = aWorld(
      found('quiet', 20),
      found('guest', 1, { guest: true }),
      found('unready', 1, mustRegister),
    );
    expect(await world.ids(query)).toEqual(expected);
  });
});

describe('page by page', () => {
  test('each account is shown once, in the order of the whole, whatever the limit', async () => {
    const someone = fc.record({
      daysAgo: fc.integer({ min: 0, max: 20 }),
      change: fc.constantFrom(
        {},
        mustRegister,
        { guest: true },
        { federated: true },
        { protocols: { ropc: isoTime(NOW) } },
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(someone, { maxLength: 12 }),
        fc.integer({ min: 1, max: 13 }),
        async (cast, limit) => {
          const world = aWorld(...cast.map(({ daysAgo, change }, i) => found(`u${i}`, daysAgo, change)));
          const pages: string[][] = [];
          let page = await world.list({ limit });
          pages.push(page.accounts.map(({ userId }) => userId));
          while (page.next !== null && pages.length <= cast.length) {
            page = await world.list({ limit, after: page.next });
            pages.push(page.accounts.map(({ userId }) => userId));
          }
          expect(pages.flat()).toEqual(await world.ids());
          expect(pages).toHaveLength(Math.max(1, Math.ceil(cast.length / limit)));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('the next page is the same when the last account shown is gone, and when one came before it', async () => {
    const world = aWorld(found('a', 1), found('b', 2), found('c', 3), found('d', 4));
    const { next } = await world.list({ limit: 2 });
    world.accounts.delete('b');
    world.accounts.set('new', found('new', 0));
    expect(await world.ids({ after: next })).toEqual(['c', 'd']);
  });

  test('a page that ends the list leads nowhere', async () => {
    expect((await aWorld(found('a', 1), found('b', 2)).list({ limit: 2 })).next).toBeNull();
    expect(await aWorld().list()).toMatchObject({ accounts: [], next: null });
  });
});

describe('one account', () => {
  const ALEX = 'b0000001-0000-4000-8000-000000000001';

  test.each([ALEX, ALEX.toUpperCase(), 'Alex@Contoso.example'])('is found by %s', async (user) => {
    const world = aWorld(found('other', 1, { userPrincipalName: 'kim@contoso.example' }), found(ALEX, 1));
    expect(await world.read(user)).toEqual(
      (await world.list()).accounts.find(({ userId }) => userId === ALEX),
    );
  });

  test('is the one that bore the name last, where two have', async () => {
    const older = found('older', 1, { namedAt: isoTime(NOW - 2 * DAY_MS) });
    const newer = found('newer', 9, { namedAt: isoTime(NOW - DAY_MS) });
    expect((await aWorld(older, newer).read('alex@contoso.example'))?.userId).toBe('newer');
    expect((await aWorld(newer, older).read('alex@contoso.example'))?.userId).toBe('newer');
  });

  test('is the first by id, if two had the name last at the same moment', async () => {
    const [one, two] = ['b1', 'a2'].map((id) => found(id, 1, { namedAt: isoTime(NOW - DAY_MS) }));
    if (!one || !two) throw new Error('two are needed');
    expect((await aWorld(one, two).read('alex@contoso.example'))?.userId).toBe('a2');
  });

  test('is compared with the last digest', async () => {
    const world = aWorld(found(ALEX, 1));
    world.digests.set('2026-03-01', {
      status: 'sent',
      reason: null,
      operationId: 'o',
      draftId: null,
      at: isoTime(NOW - DAY_MS),
      tries: 1,
      stopped: {},
      to: [],
      others: [],
      coverage: null,
      microsoft: {},
      named: { [ALEX]: 'resolved' },
      localDay: '2026-03-01',
      series: 'digest',
      reported: null,
      etag: 'e',
    });
    expect((await world.read(ALEX))?.state).toBe('returned');
  });

  test('is answered without a finding too, and break-glass as such', async () => {
    const world = aWorld(someFacts({ userId: 'r', userPrincipalName: 'root@contoso.example', apps: {} }));
    expect(await world.read('r')).toMatchObject({ kind: 'breakGlass', lastFinding: null, exception: null });
  });

  test('is found by either spelling of a guest, by its name in the registration report, and in any case', async () => {
    const guest = someFacts({ userId: 'g', userPrincipalName: 'kim.osei@fabrikam.example' });
    const spelt = 'kim.osei_fabrikam.example#EXT#@contoso.example';
    for (const name of [spelt, 'Kim.Osei@fabrikam.example'])
      expect((await aWorld(guest).read(name))?.userId).toBe('g');
    const bySpelling = someFacts({ userId: 's', userPrincipalName: spelt });
    expect((await aWorld(bySpelling).read('kim.osei@fabrikam.example'))?.userId).toBe('s');
    const registration = aRegistration({ userPrincipalName: spelt });
    const reported = someFacts({ userId: 'r', userPrincipalName: 'old@fabrikam.example', registration });
    expect((await aWorld(reported).read('kim.osei@fabrikam.example'))?.userId).toBe('r');
  });

  test('that has the very name comes before one that has it in another spelling', async () => {
    const exact = someFacts({
      userId: 'e',
      userPrincipalName: 'kim@fabrikam.example',
      namedAt: '2026-01-01',
    });
    const other = someFacts({ userId: 'o', userPrincipalName: 'kim_fabrikam.example#EXT#@contoso.example' });
    expect((await aWorld(other, exact).read('kim@fabrikam.example'))?.userId).toBe('e');
  });

  test('is found by an address that the directory alone knows, unless several have it', async () => {
    const read = (...ids: string[]) =>
      readAccount(
        { ...aWorld(found(ALEX, 1)).deps, idsInDirectory: async () => ids },
        'team@contoso.example',
        new Date(NOW),
      );
    expect((await read(ALEX))?.userId).toBe(ALEX);
    expect(await read()).toBeNull();
    await expect(read(ALEX, 'other')).rejects.toMatchObject({ code: 'severalUsers' });
  });

  test('that nothing is stored of is none', async () => {
    expect(await aWorld(found(ALEX, 1)).read('nobody@contoso.example')).toBeNull();
  });
});
