import { describe, expect, test } from '@jest/globals';
import type { UseOutcome } from '../../../shared/domain/account/lastUse';
import type { BreakGlassAccount } from '../../../shared/domain/breakGlass/facts';
import {
  type BreakGlassCheck,
  breakGlassReview,
  isLacking,
  type Uses,
  usesIn,
} from '../../../shared/domain/breakGlass/review';
import { DAY_MS, isoTime } from '../../../shared/domain/time';
import { NOW } from '../builders';
import { aBreakGlassAccount } from './facts';

const ago = (days: number) => isoTime(NOW - days * DAY_MS);
const VALIDATED: Uses = { lastUse: ago(10), lastMfa: ago(10) };

function reviewOf(over: Partial<BreakGlassAccount> = {}, seen: Uses | null = VALIDATED) {
  const account = aBreakGlassAccount(over);
  const second = aBreakGlassAccount({ asked: 'second', userId: 'second' });
  const uses = {
    ...(seen && { [account.userId ?? '']: seen }),
    second: VALIDATED,
  };
  const review = breakGlassReview({ at: ago(0), accounts: [account, second] }, uses, NOW);
  if (review === null) throw new Error('No review was made.');
  const [first] = review.accounts;
  const checks = Object.fromEntries((first?.checks ?? []).map((check) => [check.check, check]));
  return { review, first, checks: checks as { [C in BreakGlassCheck['check']]?: BreakGlassCheck } };
}

test('an account that is as Microsoft recommends meets every check', () => {
  const { review, first } = reviewOf();
  expect(first?.checks.map(({ check, result }) => [check, result])).toEqual(
    ['found', 'enabled', 'strongMethod', 'cloudOnly', 'globalAdministrator', 'excluded', 'validated'].map(
      (check) => [check, 'met'],
    ),
  );
  expect(review.tooFew).toBe(false);
  expect(isLacking(review)).toBe(false);
});

test('nothing is reviewed before anything was read', () => {
  expect(breakGlassReview(null, {}, NOW)).toBeNull();
});

test.each([0, 1, 2, 3])('of %i named accounts, fewer than two are too few', (named) => {
  const accounts = Array.from({ length: named }, (_, n) => aBreakGlassAccount({ asked: `${n}` }));
  const review = breakGlassReview({ at: ago(0), accounts }, {}, NOW);
  expect(review).toMatchObject({ named, tooFew: named < 2 });
  if (named < 2) expect(review && isLacking(review)).toBe(true);
});

test('an account that the directory does not have has only that to be fixed', () => {
  const { review, first } = reviewOf({ userId: null, lastSignIn: null });
  expect(first).toMatchObject({
    userId: null,
    checks: [{ check: 'found', result: 'notMet' }],
    lastUse: { kind: 'notKnown' },
  });
  expect(isLacking(review)).toBe(true);
});

describe('the check', () => {
  test.each<[BreakGlassCheck['check'], Partial<BreakGlassAccount>, object]>([
    ['enabled', { enabled: false }, { result: 'notMet' }],
    ['enabled', { enabled: null }, { result: 'notKnown' }],
    ['strongMethod', { methods: ['microsoftAuthenticatorPush'] }, { result: 'notMet' }],
    ['strongMethod', { methods: ['windowsHelloForBusiness'] }, { result: 'notMet' }],
    ['strongMethod', { methods: ['x509CertificateMultiFactor'] }, { result: 'met' }],
    ['strongMethod', { methods: [] }, { result: 'notMet' }],
    ['strongMethod', { methods: ['fido2'], isMfaCapable: false }, { result: 'notMet' }],
    ['strongMethod', { methods: null, isMfaCapable: null }, { result: 'notKnown' }],
    ['cloudOnly', { isSynced: true }, { result: 'notMet', isSynced: true, domain: null }],
    ['cloudOnly', { isSynced: null }, { result: 'notKnown', isSynced: false, domain: null }],
    [
      'cloudOnly',
      { userPrincipalName: 'bg@contoso.example' },
      { result: 'notMet', isSynced: false, domain: 'contoso.example' },
    ],
    ['cloudOnly', { userPrincipalName: 'bg@onmicrosoft.com.example' }, { result: 'notMet' }],
    ['cloudOnly', { userPrincipalName: 'bg@contoso.onmicrosoft.us' }, { result: 'met' }],
    ['cloudOnly', { userPrincipalName: 'bg@contoso.partner.onmschina.cn' }, { result: 'met' }],
    ['cloudOnly', { userPrincipalName: null }, { result: 'notKnown' }],
    ['globalAdministrator', { globalAdministrator: 'eligible' }, { result: 'notMet', held: 'eligible' }],
    ['globalAdministrator', { globalAdministrator: 'temporary' }, { result: 'notMet' }],
    ['globalAdministrator', { globalAdministrator: 'none' }, { result: 'notMet' }],
    ['globalAdministrator', { globalAdministrator: null }, { result: 'notKnown', held: null }],
    ['excluded', { lockedOutBy: ['Block all'] }, { result: 'notMet', policies: ['Block all'] }],
    ['excluded', { lockedOutBy: null }, { result: 'notKnown', policies: [] }],
  ])('%s of %j is %j', (check, over, expected) => {
    expect(reviewOf(over).checks[check]).toMatchObject(expected);
  });

  test.each<[string, Uses | null, BreakGlassAccount['lastSignIn'], object]>([
    ['MFA was seen 90 days ago', { lastUse: ago(90), lastMfa: ago(90) }, { at: ago(90) }, { result: 'met' }],
    [
      'the last MFA is older than that',
      { lastUse: ago(91), lastMfa: ago(91) },
      { at: ago(91) },
      { result: 'notMet', lastMfa: ago(91) },
    ],
    ['it was used without MFA', { lastUse: ago(3), lastMfa: null }, { at: ago(3) }, { result: 'notMet' }],
    ['it was never used', null, { at: null }, { result: 'notMet', lastMfa: null }],
    ['Entra knows no use in that time', null, { at: ago(300) }, { result: 'notMet' }],
    ['Entra knows a use that was not seen here', null, { at: ago(40) }, { result: 'notKnown' }],
    ['nothing is known of a use', null, null, { result: 'notKnown' }],
    [
      'it is long unused and Entra does not answer',
      { lastUse: ago(200), lastMfa: null },
      null,
      { result: 'notMet' },
    ],
  ])('validated, if %s', (_, seen, lastSignIn, expected) => {
    expect(reviewOf({ lastSignIn }, seen).checks.validated).toMatchObject(expected);
  });
});

describe('the last use', () => {
  test.each<[string, Uses | null, BreakGlassAccount['lastSignIn'], object]>([
    ["is Entra's if that is later", VALIDATED, { at: ago(2) }, { kind: 'at', at: ago(2) }],
    ["is the log's if that is later", VALIDATED, { at: ago(20) }, { kind: 'at', at: ago(10) }],
    ["is the log's if Entra does not answer", VALIDATED, null, { kind: 'at', at: ago(10) }],
    ['is never if Entra knows none', null, { at: null }, { kind: 'never' }],
    ['is not known if neither says', null, null, { kind: 'notKnown' }],
  ])('%s', (_, seen, lastSignIn, expected) => {
    expect(reviewOf({ lastSignIn }, seen).first?.lastUse).toEqual(expected);
  });

  test('in the log is the last finding, the last MFA, or a record that may still change; no stop is a use', () => {
    const noted = (outcome: UseOutcome) => ({ at: ago(1), app: 'azureCli', outcome, ipAddress: null });
    const view = (userId: string, lastFinding: string | null, lastMfa: string | null) => ({
      userId,
      lastFinding,
      lastMfa,
      lastUse: userId === 'd' ? noted('cannotTell') : userId === 'e' ? noted('stopped') : null,
    });
    expect(usesIn([view('d', ago(3), null), view('e', ago(3), null)])).toMatchObject({
      d: { lastUse: ago(1) },
      e: { lastUse: ago(3) },
    });
    expect(usesIn([view('a', ago(3), ago(5)), view('b', null, ago(5)), view('c', null, null)])).toEqual({
      a: { lastUse: ago(3), lastMfa: ago(5) },
      b: { lastUse: ago(5), lastMfa: ago(5) },
      c: { lastUse: null, lastMfa: null },
    });
  });
});
