import { describe, expect, test } from '@jest/globals';
import { accountBook, factsOf, provedFacts, withLiveSessions } from '../../shared/domain/account/accountBook';
import { type AccountFacts, unseenAccount } from '../../shared/domain/account/accountFacts';
import { type Exception, isRunning, latestEnd } from '../../shared/domain/account/exception';
import { mergeFacts } from '../../shared/domain/account/mergeFacts';
import { minuteOf } from '../../shared/domain/account/moments';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import {
  AZURE_CLI,
  aContext,
  aFinding,
  anMfaStep,
  aRegistration,
  aSignIn,
  aStep,
  OTHER_TENANT,
  someFacts,
} from './builders';

const shown = (change: Partial<SignIn>) => factsOf(judgeSignIn(aSignIn(change), aContext()));
const NINE = '2026-03-01T09:00:00.000Z';
const TEN = '2026-03-01T10:00:00.000Z';
const proof = (signInId: string, at = NINE) => ({ signInId, at });

describe('a sign-in shows', () => {
  test('the home tenant of a guest, and none of a member', () => {
    const abroad = { homeTenantId: OTHER_TENANT, crossTenantAccessType: 'b2bcollaboration' };
    expect(shown(abroad)).toMatchObject({ guest: true, homeTenantId: OTHER_TENANT });
    expect(shown({})).toMatchObject({ guest: false, homeTenantId: null });
  });

  test('only a signal if the password was wrong, which anybody can type', () => {
    const tried = { interactive: true, authenticationProtocol: 'ropc', userAgent: 'curl/8.5.0' };
    expect(shown({ ...tried, errorCode: 50126 })).toEqual({
      userId: 'b0000001-0000-4000-8000-000000000001',
      userPrincipalName: 'alex@contoso.example',
      userDisplayName: 'Alex Example',
      namedAt: NINE,
      guest: false,
      homeTenantId: null,
      hasHomeTenant: null,
      federated: false,
      syncs: false,
      apps: {},
      lastSignal: { signal: 'passwordFailed', at: NINE },
      stops: {},
      blocks: {},
      interactive: false,
      nonInteractive: false,
      protocols: {},
      clients: {},
      occasions: {},
      requiredBy: {},
      mandated: {},
      lastUse: null,
      hours: 0,
      minutes: 0,
      unattended: {},
      sessions: {},
      registration: null,
      exception: null,
    });
  });

  test.each([
    [50076, 'mfaFailed', { stops: { azureCli: NINE }, blocks: {} }],
    [50079, 'mustRegister', { stops: { azureCli: NINE }, blocks: {} }],
    [53003, 'blocked', { stops: {}, blocks: { azureCli: NINE } }],
  ])(
    'the app that stopped it, and the signal, once the password was right: %d',
    (errorCode, signal, where) => {
      const script = { authenticationProtocol: 'ropc', userAgent: 'curl/8.5.0', interactive: false };
      expect(shown({ appId: AZURE_CLI, errorCode, ...script })).toMatchObject({
        ...where,
        apps: {},
        lastSignal: { signal, at: NINE },
        protocols: { ropc: NINE },
        clients: { curl: NINE },
        nonInteractive: true,
        hours: 2 ** 9,
      });
    },
  );

  test('no account when it shows nothing', () => {
    const book = accountBook();
    book.add(judgeSignIn(aSignIn({ appId: null, resourceId: null }), aContext()));
    expect(book.facts().size).toBe(0);
  });

  test('the MFA of its session, completed or interrupted after it', () => {
    const session = { sessionId: 's', steps: [anMfaStep()] };
    const sessions = { s: proof('a0000001-0000-4000-8000-000000000001') };
    expect(shown(session)?.sessions).toEqual(sessions);
    expect(shown({ ...session, errorCode: 50140 })).toMatchObject({ apps: {}, lastSignal: null, sessions });
    expect(shown({ sessionId: 's' })?.sessions).toEqual({});
    expect(shown({ steps: [anMfaStep()] })?.sessions).toEqual({});
  });

  test('of a client at another resource the proof of its session, and nothing else', () => {
    const atGraph = {
      appId: AZURE_CLI,
      resourceId: '00000003-0000-0000-c000-000000000000',
      sessionId: 's',
      authenticationRequirement: 'multiFactor' as const,
      steps: [aStep(), anMfaStep()],
    };
    const { id } = aSignIn();
    expect(shown(atGraph)).toMatchObject({ apps: {}, sessions: { s: proof(id) }, interactive: false });
    expect(shown({ ...atGraph, sessionId: null })).toBeNull();
    expect(shown({ ...atGraph, steps: [aStep()], authenticationRequirement: 'singleFactor' })).toBeNull();
  });

  test('nothing of a session that gives no access here', () => {
    const elsewhere = { sessionId: 's', steps: [anMfaStep()], crossTenantAccessType: 'passthrough' };
    expect(shown(elsewhere)).toBeNull();
  });

  test.each<[boolean | null, boolean, boolean]>([
    [true, true, false],
    [false, false, true],
    [null, false, false],
  ])('whether the sign-in was interactive: %s', (interactive, seen, unseen) => {
    expect(shown({ interactive })).toMatchObject({ interactive: seen, nonInteractive: unseen });
  });

  test('no interactive sign-in if the password came in the request, though Entra calls that interactive', () => {
    const ropc = shown({ interactive: true, authenticationProtocol: 'ropc' });
    expect(ropc).toMatchObject({ interactive: false, nonInteractive: false });
    expect(ropc?.unattended).toEqual({ adminPortals: [minuteOf(NINE)] });
    expect(shown({ interactive: false })?.unattended).toEqual({ adminPortals: [minuteOf(NINE)] });
    for (const interactive of [true, null]) expect(shown({ interactive })?.unattended).toEqual({});
  });

  test('who it was', () => {
    expect(shown({})).toMatchObject({ guest: false, federated: false });
    expect(shown({ homeTenantId: OTHER_TENANT })).toMatchObject({ guest: true });
    expect(shown({ tokenIssuerType: 'ADFederationServices' })).toMatchObject({ federated: true });
  });

  test.each([
    ['Federated', null, true, true],
    ['Password', 'Federated', true, true],
    ['External authentication method', null, null, true],
    ['Federated', null, false, false],
    ['Password', 'Password Hash Sync', true, false],
  ])(
    'another provider by the method of a step: %s, %s, succeeded %s',
    (method, methodDetail, succeeded, is) => {
      const steps = [aStep({ method, methodDetail, succeeded })];
      expect(shown({ tokenIssuerType: 'AzureAD', steps })?.federated).toBe(is);
    },
  );

  test('the protocols and clients of scripts, and when', () => {
    const facts = (change: Partial<SignIn>) => shown({ appId: AZURE_CLI, ...change });
    expect(facts({ authenticationProtocol: 'ROPC' })?.protocols).toEqual({ ropc: NINE });
    expect(facts({ authenticationProtocol: 'deviceCode' })?.protocols).toEqual({ deviceCode: NINE });
    for (const authenticationProtocol of ['oAuth2', null]) {
      expect(facts({ authenticationProtocol })?.protocols).toEqual({});
    }
    expect(facts({ userAgent: 'curl/8.5.0' })?.clients).toEqual({ curl: NINE });
    expect(facts({ userAgent: 'python-requests/2.32.3' })?.clients).toEqual({});
    expect(shown({ userAgent: 'python-requests/2.32.3' })?.clients).toEqual({ 'python-requests': NINE });
  });

  test('at which hour and minute', () => {
    const marks = (createdDateTime: string) => {
      const { hours = 0, minutes = 0 } = shown({ createdDateTime }) ?? {};
      return [hours, minutes];
    };
    expect(marks('2026-03-01T00:01:59.999Z')).toEqual([1, 1]);
    expect(marks('2026-03-01T23:59:00.000Z')).toEqual([2 ** 23, 2 ** 29]);
    expect(marks(NINE)).toEqual([2 ** 9, 1]);
  });

  test.each([
    'cb1056e2-e479-49de-ae31-7812af012ed8',
    '6eb59a73-39b2-4c23-a70f-e2e3ce8965b1',
    '1651564e-7ce4-4d99-88be-0a65050d8dc3',
  ])('that it synchronizes the directory, and nothing else: %s', (appId) => {
    const sync = { appId, resourceId: null, interactive: false, authenticationProtocol: 'ropc' };
    const { userId, userPrincipalName, userDisplayName, createdDateTime: namedAt } = aSignIn();
    const named = unseenAccount({ userId: userId ?? '', userPrincipalName, userDisplayName, namedAt });
    expect(shown(sync)).toEqual({ ...named, syncs: true });
    expect(shown({ ...sync, interactive: true })).toBeNull();
    expect(shown({ ...sync, interactive: null })).toBeNull();
    expect(shown({ ...sync, errorCode: 50126 })).toBeNull();
    expect(shown({ ...sync, userId: null })).toBeNull();
  });

  test('when it got in without proven MFA, and by which cause', () => {
    const additionalDetails = 'MFA requirement skipped due to remembered device';
    const moments = [minuteOf(NINE)];
    expect(shown({ additionalDetails })?.occasions).toEqual({ adminPortals: { rememberedDevice: moments } });
    expect(shown({})?.occasions).toEqual({ adminPortals: { passwordAlone: moments } });
    expect(shown({ authenticationRequirement: 'multiFactor', steps: [] })?.occasions).toEqual({});
  });

  test('when it was stopped for lack of MFA', () => {
    expect(shown({ errorCode: 50076 })?.occasions).toEqual({ adminPortals: { mfaFailed: [minuteOf(NINE)] } });
    expect(shown({ errorCode: 53003 })?.occasions).toEqual({});
  });

  test('the last use of the account, but no wrong password', () => {
    const use = { at: NINE, app: 'adminPortals', ipAddress: '203.0.113.10' };
    expect(shown({})?.lastUse).toMatchObject({ ...use, outcome: 'withoutMfa' });
    expect(shown({ errorCode: 50076 })?.lastUse).toMatchObject({ ...use, outcome: 'stopped' });
    expect(shown({ errorCode: 50126 })?.lastUse).toBeNull();
  });
});

test('an account that was never seen has shown nothing', () => {
  const named = { userId: 'u', userPrincipalName: null, userDisplayName: null, namedAt: NINE };
  expect(unseenAccount(named)).toMatchObject({ ...named, guest: false, federated: false, apps: {} });
});

/** Both orders, which must agree. */
function merged(a: Partial<AccountFacts>, b: Partial<AccountFacts>): AccountFacts {
  const [one, other] = [someFacts(a), someFacts(b)];
  const facts = mergeFacts(one, other);
  expect(mergeFacts(other, one)).toEqual(facts);
  return facts;
}

describe('two parts of an account make one', () => {
  test('with the newer names, and the older ones if the newer sign-in has none', () => {
    const newer = { namedAt: TEN, userPrincipalName: 'alexa@contoso.example', userDisplayName: null };
    expect(merged({}, newer)).toMatchObject({ ...newer, userDisplayName: 'Alex Example' });
    const nameless = { namedAt: TEN, userPrincipalName: null, userDisplayName: 'Alexa' };
    expect(merged({}, nameless)).toMatchObject({ ...nameless, userPrincipalName: 'alex@contoso.example' });
  });

  test('with one name of two at the same instant, whichever came first', () => {
    expect(merged({}, { userPrincipalName: 'zoe@contoso.example' }).userPrincipalName).toMatch(/^zoe/);
    expect(merged({}, { userDisplayName: 'Zoe' }).userDisplayName).toBe('Zoe');
  });

  test('with the facts of either', () => {
    const facts = { guest: true, federated: true, syncs: true, interactive: true, nonInteractive: true };
    const neither = {
      guest: false,
      federated: false,
      syncs: false,
      interactive: false,
      nonInteractive: false,
    };
    expect(merged(facts, neither)).toMatchObject(facts);
    expect(merged(neither, neither)).toMatchObject(neither);
  });

  test('with the latest of each sign', () => {
    const early = { ropc: NINE, deviceCode: TEN };
    expect(merged({ protocols: early }, { protocols: { ropc: TEN } }).protocols).toEqual({
      ropc: TEN,
      deviceCode: TEN,
    });
    expect(merged({ clients: { curl: NINE } }, { clients: { axios: TEN } }).clients).toEqual({
      curl: NINE,
      axios: TEN,
    });
  });

  test('with every occasion of either, each once', () => {
    const location = { azureCli: { location: [1, 2] } };
    expect(merged({ occasions: location }, {}).occasions).toEqual(location);
    expect(
      merged({ occasions: location }, { occasions: { azureCli: { location: [2, 3], mfaFailed: [4] } } })
        .occasions,
    ).toEqual({ azureCli: { location: [1, 2, 3], mfaFailed: [4] } });
  });

  test('with the later use, and of one instant the one that proved MFA', () => {
    const use = { at: NINE, app: 'azureCli', outcome: 'cannotTell', ipAddress: null } as const;
    const later = { ...use, at: TEN };
    const proved = { ...use, outcome: 'mfa' } as const;
    expect(merged({ lastUse: use }, { lastUse: null }).lastUse).toEqual(use);
    expect(merged({ lastUse: later }, { lastUse: proved }).lastUse).toEqual(later);
    expect(merged({ lastUse: use }, { lastUse: proved }).lastUse).toEqual(proved);
  });

  test('with all hours and minutes of either', () => {
    expect(merged({ hours: 0b101, minutes: 0b11 }, { hours: 0b110, minutes: 0b10 })).toMatchObject({
      hours: 0b111,
      minutes: 0b11,
    });
  });

  test('with the newer registration, or the only one', () => {
    const capable = aRegistration();
    const incapable = aRegistration({ isMfaCapable: false });
    const newer = { namedAt: TEN, registration: incapable };
    expect(merged({ registration: capable }, newer).registration).toEqual(incapable);
    expect(merged({ registration: capable }, { namedAt: TEN }).registration).toEqual(capable);
  });

  test('with the first and last finding and the last MFA at each app', () => {
    const portals = { adminPortals: { firstFinding: NINE, lastFinding: NINE, lastMfa: TEN } };
    const later = { adminPortals: { firstFinding: TEN, lastFinding: TEN, lastMfa: NINE } };
    const both = { adminPortals: { firstFinding: NINE, lastFinding: TEN, lastMfa: TEN } };
    const proved = { adminPortals: { firstFinding: null, lastFinding: null, lastMfa: NINE } };
    const cli = { azureCli: { firstFinding: TEN, lastFinding: TEN, lastMfa: null } };
    expect(merged({ apps: portals }, { apps: later }).apps).toMatchObject(both);
    expect(merged({ apps: portals }, { apps: proved }).apps).toMatchObject(portals);
    expect(merged({ apps: portals }, { apps: cli }).apps).toEqual({ ...portals, ...cli });
  });

  test('with the earliest proof of each session', () => {
    const sessions = (change: AccountFacts['sessions']) => ({ sessions: change });
    expect(merged(sessions({ s: proof('a', NINE) }), sessions({ s: proof('b', TEN) })).sessions).toEqual({
      s: proof('a', NINE),
    });
    expect(merged(sessions({ s: proof('a') }), sessions({ t: proof('b') })).sessions).toEqual({
      s: proof('a'),
      t: proof('b'),
    });
    // Two at one instant.
    expect(merged(sessions({ s: proof('a') }), sessions({ s: proof('b') })).sessions.s?.signInId).toBe('a');
  });

  test('with the last signal; a mistyped password only if there is no other', () => {
    const signal = (name: 'mfaFailed' | 'blocked' | 'passwordFailed', at: string) => ({
      lastSignal: { signal: name, at },
    });
    expect(merged(signal('blocked', NINE), signal('mfaFailed', TEN))).toMatchObject(signal('mfaFailed', TEN));
    expect(merged(signal('blocked', NINE), signal('mfaFailed', NINE))).toMatchObject(
      signal('mfaFailed', NINE),
    );
    expect(merged(signal('blocked', NINE), signal('passwordFailed', TEN))).toMatchObject(
      signal('blocked', NINE),
    );
    expect(merged({}, signal('passwordFailed', TEN))).toMatchObject(signal('passwordFailed', TEN));
  });
});

describe('of two exceptions', () => {
  const exception = (change: Partial<Exception>): Exception => ({
    reason: 'b',
    until: TEN,
    by: 'b',
    setAt: NINE,
    ...change,
  });

  test.each<[string, Partial<Exception>]>([
    ['set later', { setAt: TEN, until: NINE, by: 'a', reason: 'a' }],
    ['that ends later', { until: '2026-03-01T11:00:00.000Z', by: 'a', reason: 'a' }],
    ['by the later name', { by: 'c', reason: 'a' }],
    ['of the later reason', { reason: 'c' }],
  ])('the one %s is kept', (_, change) => {
    const later = exception(change);
    expect(merged({ exception: exception({}) }, { exception: later }).exception).toEqual(later);
  });

  test('the only one is kept, whatever the log shows since', () => {
    expect(merged({ exception: exception({}) }, { namedAt: TEN }).exception).toEqual(exception({}));
    expect(merged({}, {}).exception).toBeNull();
  });
});

test('an exception runs until its end, and ends a year ahead at most', () => {
  const exception = { reason: 'r', until: TEN, by: 'b', setAt: NINE };
  expect(isRunning(exception, Date.parse(TEN) - 1)).toBe(true);
  expect(isRunning(exception, Date.parse(TEN))).toBe(false);
  expect(latestEnd(Date.parse(NINE))).toBe('2027-03-01T09:00:00.000Z');
  expect(latestEnd(Date.parse('2028-02-29T00:00:00.000Z'))).toBe('2029-03-01T00:00:00.000Z');
});

describe('findings that their session proved', () => {
  test('are MFA of their time at their app', () => {
    const facts = provedFacts(someFacts(), [
      aFinding({ createdDateTime: TEN }),
      aFinding({ app: 'azureCli' }),
    ]);
    expect(facts).toMatchObject(
      someFacts({
        apps: {
          adminPortals: { firstFinding: NINE, lastFinding: NINE, lastMfa: TEN },
          azureCli: { firstFinding: null, lastFinding: null, lastMfa: NINE },
        },
        lastUse: { at: TEN, app: 'adminPortals', outcome: 'mfa', ipAddress: '203.0.113.10' },
      }),
    );
  });

  test('count for nothing while Microsoft may still change them', () => {
    expect(provedFacts(someFacts(), [aFinding({ provisional: true })])).toEqual(someFacts());
  });
});

describe('the sessions that are kept', () => {
  test('are those proved since a time', () => {
    const sessions = { old: proof('a', '2026-03-01T08:59:59.999Z'), live: proof('b', NINE) };
    expect(withLiveSessions(someFacts({ sessions }), NINE)).toEqual(
      someFacts({ sessions: { live: proof('b') } }),
    );
  });

  test('are the newest 200, and of two at one instant the lower id', () => {
    const ids = Array.from({ length: 203 }, (_, index) => `s${index + 100}`);
    const timeOf = (id: string) => (id === 's150' ? TEN : id < 's102' ? '2026-03-01T08:00:00.000Z' : NINE);
    const sessions = Object.fromEntries(ids.toReversed().map((id) => [id, proof(id, timeOf(id))]));
    const kept = Object.keys(withLiveSessions(someFacts({ sessions }), '2026-03-01T00:00:00.000Z').sessions);
    expect(kept).toHaveLength(200);
    expect(kept[0]).toBe('s150');
    expect(kept.slice(1)).toEqual(ids.filter((id) => id >= 's102' && id !== 's150').slice(0, 199));
  });
});
