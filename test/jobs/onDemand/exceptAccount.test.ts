import { describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../../shared/domain/account/account';
import type { AccountFacts } from '../../../shared/domain/account/accountFacts';
import type { Exception } from '../../../shared/domain/account/exception';
import { DAY_MS, HOUR_MS, isoTime } from '../../../shared/domain/time';
import { composeToday } from '../../../shared/jobs/digest/composeToday';
import { exceptAccount } from '../../../shared/jobs/onDemand/exceptAccount';
import { refreshPosture } from '../../../shared/jobs/posture/refreshPosture';
import { aRegistration, NOW, someFacts } from '../../domain/builders';
import { PUBLIC_CLOUD } from '../around';
import { aWorld as aPollWorld } from '../pollWorld';
import { NOTHING_READ } from '../posture/nothingRead';
import { aRawSignIn } from '../rawSignIn';
import { storedTables } from '../storedTables';
import { anAsking } from './anAsking';

const ALEX = someFacts().userId;
const anException = (change: Partial<Exception> = {}): Exception => ({
  reason: 'Moves to a managed identity in June',
  until: isoTime(NOW + 30 * DAY_MS),
  by: 'kim@contoso.example',
  setAt: isoTime(NOW),
  ...change,
});

function aWorld(...accounts: AccountFacts[]) {
  const fake = storedTables();
  for (const facts of accounts) fake.accounts.set(facts.userId, facts);
  const deps = {
    ...fake,
    updateAccounts: fake.store.updateAccounts,
    timeZone: 'UTC',
    breakGlass: new Set(['root@contoso.example']),
    accountOf: async (userId: string) => fake.accounts.get(userId) ?? null,
    ...fake.auditDeps,
  };
  return {
    ...fake,
    except: (idOrUpn: string, exception: Exception | null) =>
      exceptAccount(deps, { idOrUpn, exception, askedBy: anAsking() }, new Date(NOW)),
    told: (named: Record<string, AccountState>) =>
      fake.digests.set('2026-03-01', {
        status: 'sent',
        reason: null,
        operationId: 'o',
        draftId: null,
        at: isoTime(NOW - DAY_MS),
        tries: 1,
        to: [],
        others: [],
        stopped: {},
        coverage: null,
        microsoft: {},
        named,
        localDay: '2026-03-01',
        series: 'digest',
        reported: null,
        etag: 'e',
      }),
  };
}

describe('an exception', () => {
  test.each([ALEX, ALEX.toUpperCase(), 'Alex@Contoso.example'])('is set by %s', async (idOrUpn) => {
    const world = aWorld(someFacts());
    expect(await world.except(idOrUpn, anException())).toMatchObject({
      kind: 'done',
      account: { userId: ALEX, state: 'excepted', exception: anException() },
    });
    expect(world.accounts.get(ALEX)).toEqual(someFacts({ exception: anException() }));
  });

  test('takes the place of any other', async () => {
    const world = aWorld(someFacts({ exception: anException({ setAt: isoTime(NOW + HOUR_MS) }) }));
    await world.except(ALEX, anException({ reason: 'Moves in July' }));
    expect(world.accounts.get(ALEX)?.exception).toEqual(anException({ reason: 'Moves in July' }));
  });

  test('is ended, and the account is back as returned if it was reported as excepted', async () => {
    const world = aWorld(someFacts({ exception: anException() }));
    world.told({ [ALEX]: 'excepted' });
    expect(await world.except(ALEX, null)).toMatchObject({
      kind: 'done',
      account: { state: 'returned', exception: null },
    });
    expect(await world.except(ALEX, null)).toMatchObject({ kind: 'done' });
    expect(world.accounts.get(ALEX)).toEqual(someFacts());
  });

  test('is not for a break-glass account; one that stands is ended all the same', async () => {
    const root = someFacts({ userPrincipalName: 'root@contoso.example', exception: anException() });
    const world = aWorld(root);
    expect(await world.except(ALEX, anException({ reason: 'None' }))).toEqual({ kind: 'breakGlass' });
    expect(world.accounts.get(ALEX)).toEqual(root);
    expect(await world.except(ALEX, null)).toMatchObject({ kind: 'done', account: { exception: null } });
    expect(world.accounts.get(ALEX)?.exception).toBeNull();
  });

  test('is not for an account that nothing is stored of', async () => {
    const world = aWorld(someFacts());
    expect(await world.except('nobody@contoso.example', anException())).toEqual({ kind: 'unknownAccount' });
    expect([...world.accounts.values()]).toEqual([someFacts()]);
  });
});

describe('an exception survives', () => {
  const excepted = someFacts({ exception: anException() });

  test('polls, and the withdrawal of a finding', async () => {
    const world = aPollWorld();
    world.put(aRawSignIn({ id: 'a', createdDateTime: isoTime(NOW - 150 * 60_000) }));
    await world.poll();
    const [stored] = world.accounts.values();
    if (!stored) throw new Error('no account was stored');
    world.accounts.set(stored.userId, { ...stored, exception: anException() });
    world.put(aRawSignIn({ id: 'b', createdDateTime: isoTime(NOW - 130 * 60_000) }));
    await world.poll(NOW + 60_000);
    expect(world.findings.size).toBe(2);
    expect(world.accounts.get(stored.userId)?.exception).toEqual(anException());
    world.put(
      aRawSignIn({
        id: 'b',
        createdDateTime: isoTime(NOW - 130 * 60_000),
        authenticationRequirement: 'multiFactorAuthentication',
        authenticationDetails: [],
      }),
    );
    await world.poll(NOW + 120_000);
    expect(world.findings.size).toBe(1);
    expect(world.accounts.get(stored.userId)?.exception).toEqual(anException());
  });

  test('a new registration report, and retention for as long as it runs', async () => {
    const old = { apps: {}, namedAt: isoTime(NOW - 91 * DAY_MS) };
    const running = someFacts({ ...old, exception: anException({ until: isoTime(NOW + 1) }) });
    const ended = someFacts({ ...old, userId: 'ended', exception: anException({ until: isoTime(NOW) }) });
    const fake = storedTables();
    for (const facts of [running, ended]) fake.accounts.set(facts.userId, facts);
    const registration = aRegistration();
    await refreshPosture(
      {
        ...fake.store,
        allAccounts: fake.allAccounts,
        registrationPages: async function* () {
          yield [registration];
        },
        refreshEnforcement: async () => ({ enforcement: 'saved', writes: 'saved', notices: 'saved' }),
        savePosture: async () => {},
        latestPostureRun: async () => null,
        forgetBefore: async () => 0,
        forgetAccounts: async (isOver) => {
          for (const facts of fake.accounts.values()) if (isOver(facts)) fake.accounts.delete(facts.userId);
          return 0;
        },
        retentionDays: 90,
        problemOf: () => null,
        retryAdviceOf: () => null,
        readPolicies: async () => [],
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
        breakGlass: new Set<string>(),
        evaluatePolicies: async () => ({ kind: 'said' as const, evaluated: [] }),
        findingMarks: async function* () {},
        latestCoverage: async () => null,
        budgetMs: HOUR_MS,
        clock: () => NOW,
      },
      new Date(NOW),
    );
    expect([...fake.accounts.values()]).toEqual([{ ...running, registration }]);
  });

  test('into the digest, and its end is reported in the next', async () => {
    const fake = storedTables();
    fake.accounts.set(ALEX, excepted);
    const compose = (now: number, sent: Readonly<Record<string, AccountState>> | null) =>
      composeToday(
        {
          ...fake,
          timeZone: 'UTC',
          breakGlass: new Set<string>(),
          cloud: 'global',
          reportUrl: null,
          appNames: {},
          toGlobalAdmins: false,
          configuredRecipients: ['soc@contoso.example'],
          latestRegistration: async () => null,
          readAdministrators: async () => ({ administrators: [], unread: [] }),
          latestCoverage: async () => null,
          readHealth: async () => ({ poll: { readUntil: null }, problems: [] }),
          readMicrosoft: async () => ({ enforcement: null, notices: null }),
          latestBreakGlass: async () => null,
          readTenantName: async () => 'Contoso',
          countsSince: async () => [],
          problemOf: () => null,
        },
        {
          localDay: isoTime(now).slice(0, 10),
          now,
          tries: 1,
          lastSent: sent && {
            status: 'sent',
            reported: null,
            operationId: 'o',
            draftId: null,
            at: isoTime(now - DAY_MS),
            tries: 1,
            reason: null,
            to: [],
            others: [],
            stopped: {},
            coverage: null,
            microsoft: {},
            named: sent,
          },
        },
      );
    const ids = (views: readonly { readonly userId: string }[]) => views.map(({ userId }) => userId);
    const first = await compose(NOW, { [ALEX]: 'new' });
    expect(ids(first.content.excepted)).toEqual([ALEX]);
    expect(first.content).toMatchObject({ newlyExcepted: 1, quiet: false, ongoing: 0, news: [] });
    const second = await compose(NOW + DAY_MS, first.sent.named);
    expect(ids(second.content.excepted)).toEqual([ALEX]);
    expect(second.content).toMatchObject({ newlyExcepted: 0, quiet: true, ongoing: 0 });
    fake.accounts.set(ALEX, { ...excepted, exception: anException({ until: isoTime(NOW + 2 * DAY_MS) }) });
    const third = await compose(NOW + 2 * DAY_MS, second.sent.named);
    expect(ids(third.content.returned)).toEqual([ALEX]);
    expect(third.content).toMatchObject({ excepted: [], quiet: false });
    const fourth = await compose(NOW + 3 * DAY_MS, third.sent.named);
    expect(fourth.content).toMatchObject({ returned: [], ongoing: 1, quiet: true });
  });
});
