import { describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../shared/domain/account/account';
import { accountBook, factsOf } from '../../shared/domain/account/accountBook';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { viewOf } from '../../shared/domain/account/accountView';
import { mergeFacts } from '../../shared/domain/account/mergeFacts';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { fc } from '../seededFc';
import { AZURE_CLI, aContext, anMfaStep, aRegistration, aSignIn, NOW, PORTAL, someFacts } from './builders';

const seen = (change: Partial<SignIn>): AccountFacts => {
  const facts = factsOf(judgeSignIn(aSignIn(change), aContext()));
  if (!facts) throw new Error('this sign-in shows nothing');
  return facts;
};
const view = (facts: AccountFacts, sent: Record<string, AccountState> = {}, breakGlass: string[] = []) =>
  viewOf(facts, { breakGlass: new Set(breakGlass), sent, now: NOW });
const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);

describe('facts', () => {
  test('a finding, an MFA and a signal each show what they are', () => {
    expect(seen({}).apps).toEqual({
      adminPortals: {
        firstFinding: '2026-03-01T09:00:00.000Z',
        lastFinding: '2026-03-01T09:00:00.000Z',
        lastMfa: null,
        lastWithoutMfa: '2026-03-01T09:00:00.000Z',
        firstMfa: null,
      },
    });
    expect(seen({ steps: [] }).apps.adminPortals).toMatchObject({ lastWithoutMfa: null });
    expect(seen({ steps: [anMfaStep()] }).apps.adminPortals?.lastMfa).toBe('2026-03-01T09:00:00.000Z');
    expect(seen({ errorCode: 50072 }).lastSignal).toEqual({
      signal: 'mustRegister',
      at: '2026-03-01T09:00:00.000Z',
    });
  });

  test('a sign-in elsewhere, without a user, or stopped for no known reason shows nothing', () => {
    for (const change of [{ appId: null, resourceId: null }, { userId: null }, { errorCode: 50140 }]) {
      expect(factsOf(judgeSignIn(aSignIn(change), aContext()))).toBeNull();
    }
  });

  const anyChange: fc.Arbitrary<Partial<SignIn>> = fc.record({
    createdDateTime: fc.double({ min: 0, max: 20, noNaN: true }).map((days) => at(days)),
    appId: fc.constantFrom(PORTAL, AZURE_CLI),
    steps: fc.constantFrom([anMfaStep()], [], aSignIn().steps),
    errorCode: fc.constantFrom(0, 0, 50072, 53003),
    authenticationProtocol: fc.constantFrom('ropc', 'deviceCode', 'none'),
    userAgent: fc.constantFrom('curl/8.5.0', 'Wget/1.21', null),
    additionalDetails: fc.constantFrom(null, 'MFA requirement skipped due to remembered device'),
    interactive: fc.boolean(),
    sessionId: fc.constantFrom(null, 's', 't'),
    id: fc.constantFrom('a', 'b', 'c'),
  });

  test('merge in any order, any number of times, to the same', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 6 }), (changes) => {
        const facts = changes.map(seen);
        const merged = facts.reduce(mergeFacts);
        expect([...facts].reverse().reduce(mergeFacts)).toEqual(merged);
        expect([...facts, ...facts].reduce(mergeFacts)).toEqual(merged);
      }),
    );
  });

  test('the book holds one account a user', () => {
    const book = accountBook();
    for (const change of [{}, { appId: AZURE_CLI }, { userId: 'other' }]) {
      book.add(judgeSignIn(aSignIn(change), aContext()));
    }
    expect([...book.facts().keys()]).toEqual([aSignIn().userId, 'other']);
    expect(Object.keys(book.facts().get(aSignIn().userId ?? '')?.apps ?? {})).toEqual([
      'adminPortals',
      'azureCli',
    ]);
  });
});

describe('state', () => {
  const { userId } = someFacts();
  const finding = (lastFinding: string | null, lastMfa: string | null = null) =>
    someFacts({ apps: { adminPortals: { firstFinding: lastFinding, lastFinding, lastMfa } } });

  test('an open account is new until a digest has sent it, then ongoing', () => {
    expect(view(finding(at(1))).state).toBe('new');
    for (const sent of ['new', 'ongoing', 'returned'] as const) {
      expect(view(finding(at(1)), { [userId]: sent }).state).toBe('ongoing');
    }
  });

  test('an account that was sent as resolved and is open again has returned', () => {
    expect(view(finding(at(1)), { [userId]: 'resolved' }).state).toBe('returned');
  });

  test('it is resolved after 14 days without a finding, or after 3 if MFA was done since', () => {
    expect(view(finding(at(14))).state).toBe('resolved');
    expect(view(finding(at(13.9))).state).toBe('new');
    expect(view(finding(at(3), at(1))).state).toBe('resolved');
    expect(view(finding(at(2.9), at(1))).state).toBe('new');
    expect(view(finding(at(1), at(2))).state).toBe('new');
  });

  test('MFA at one app does not resolve a finding at another', () => {
    const facts = someFacts({
      apps: {
        adminPortals: { firstFinding: null, lastFinding: null, lastMfa: at(0.1) },
        azureCli: { firstFinding: at(1), lastFinding: at(1), lastMfa: null },
      },
    });
    expect(view(facts).state).toBe('new');
    expect(view(facts).readiness).not.toBe('usesMfa');
  });
});

describe('readiness', () => {
  const use = (lastMfa: string | null) => ({
    adminPortals: { firstFinding: at(2), lastFinding: at(2), lastMfa },
  });
  const notRegistered = aRegistration({ isMfaCapable: false, isMfaRegistered: false, methods: [] });

  test.each<[string, Partial<AccountFacts>, string[], string, string, string | undefined]>([
    [
      'MFA on every app it uses, and no sign-in without it since',
      { apps: use(at(1)) },
      [],
      'person',
      'usesMfa',
      undefined,
    ],
    [
      'a method registered and allowed',
      { registration: aRegistration() },
      [],
      'person',
      'willBePrompted',
      'coverByPolicy',
    ],
    ['no method', { registration: notRegistered }, [], 'person', 'mustRegister', 'registerMethod'],
    [
      'a method the policy forbids',
      { registration: aRegistration({ isMfaCapable: false }) },
      [],
      'person',
      'willBeStopped',
      'registerMethod',
    ],
    ['no report on it', {}, [], 'person', 'unknown', 'checkDetails'],
    [
      'ROPC',
      {
        interactive: false,
        protocols: { ropc: '2026-03-01T09:00:00.000Z' },
        registration: aRegistration(),
      },
      [],
      'automation',
      'willBeStopped',
      'moveToWorkloadIdentity',
    ],
    ['a guest', { guest: true }, [], 'guest', 'homeTenantDecides', 'trustHomeTenant'],
    ['a federated user', { federated: true }, [], 'person', 'providerDecides', 'sendMultipleAuthn'],
    [
      'break-glass with a phone only',
      { registration: aRegistration() },
      ['alex@contoso.example'],
      'breakGlass',
      'willBeStopped',
      'enablePasskey',
    ],
    [
      'break-glass with a passkey',
      { registration: aRegistration({ methods: ['passKeyDeviceBound'] }) },
      ['alex@contoso.example'],
      'breakGlass',
      'willBePrompted',
      'validateBreakGlass',
    ],
    [
      'the sync account',
      { userPrincipalName: 'Sync_DC01_0a1b@contoso.example', syncs: true },
      [],
      'sync',
      'willBeStopped',
      'keepToSync',
    ],
  ])('%s', (_, change, breakGlass, kind, readiness, action) => {
    const found = view(someFacts(change), {}, breakGlass);
    expect([found.kind, found.readiness, found.advice[0]]).toEqual([kind, readiness, action]);
  });
});
