import { expect, test } from '@jest/globals';
import { factsOf } from '../../shared/domain/account/accountBook';
import { viewOf } from '../../shared/domain/account/accountView';
import {
  countMandated,
  type MandatedBy,
  mandatedAt,
  mandateSeen,
  mergeMandated,
  NOT_MANDATED,
} from '../../shared/domain/account/mandated';
import { MOST_MOMENTS, minuteOf } from '../../shared/domain/account/moments';
import { requirementIn, requirementKey } from '../../shared/domain/requirement/requirement';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { fc } from '../seededFc';
import { aContext, aSignIn, NOW, someFacts } from './builders';

const ago = (hours: number) => isoTime(NOW - hours * HOUR_MS);
const MANDATE = [{ provider: 'request', detail: 'App requires multifactor authentication' }];

test('sign-ins that the mandate required MFA of merge in any order, any number of times', () => {
  const one = fc.record({ app: fc.constantFrom('adminPortals', 'azureCli'), hours: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 80 }), (seen) => {
      const parts: MandatedBy[] = seen.map(({ app, hours }) => mandatedAt(app, ago(hours)));
      const merged = parts.reduce(mergeMandated, NOT_MANDATED);
      expect([...parts].reverse().concat(merged).reduce(mergeMandated, NOT_MANDATED)).toEqual(merged);
    }),
  );
});

test('the last 14 days are counted, the first sign-in ever is kept', () => {
  const mandated = [ago(1), ago(2), ago(20 * 24)]
    .map((at) => mandatedAt('adminPortals', at))
    .reduce(mergeMandated);
  expect(countMandated(mandated, NOW)).toEqual({ first: ago(20 * 24), times: 2, isAtLeast: false });
  expect(countMandated(NOT_MANDATED, NOW)).toBeNull();
  const moments = Array.from({ length: MOST_MOMENTS }, (_, n) => minuteOf(ago(5)) + n);
  expect(countMandated({ azureCli: { first: ago(5), moments } }, NOW)).toMatchObject({ isAtLeast: true });
});

test('a tenant counts its accounts, and those alone that show the mandate', () => {
  const seen = { first: ago(30), times: 2, isAtLeast: false };
  const views = [
    { mandated: seen },
    { mandated: { ...seen, first: ago(40), isAtLeast: true } },
    { mandated: null },
  ];
  expect(mandateSeen(views)).toEqual({ first: ago(40), times: 4, isAtLeast: true, accounts: 2 });
  expect(mandateSeen([{ mandated: null }])).toBeNull();
});

test('an account shows who required MFA of it, the latest first, whether MFA was done or the sign-in was stopped', () => {
  const signIn = { requirementPolicies: MANDATE, createdDateTime: ago(5) };
  for (const change of [
    signIn,
    { ...signIn, errorCode: 50076 },
    { ...signIn, authenticationRequirement: 'multiFactor' as const },
  ]) {
    const facts = factsOf(judgeSignIn(aSignIn(change), aContext()));
    expect(facts?.requiredBy).toEqual({ mandate: ago(5) });
    expect(facts?.mandated).toEqual(mandatedAt('adminPortals', ago(5)));
  }
  const requiredBy = { mandate: ago(5), 'policy Require MFA': ago(1), nobody: ago(0) };
  const view = viewOf(someFacts({ requiredBy }), { breakGlass: new Set(), sent: {}, now: NOW });
  expect(view.requiredBy).toEqual([
    { source: 'policy', name: 'Require MFA' },
    { source: 'mandate', name: null },
  ]);
});

test('a requirement is read back from its key', () => {
  for (const requirement of [
    { source: 'policy', name: 'A  policy of ours' },
    { source: 'policy', name: null },
    { source: 'other', name: 'policy' },
  ] as const)
    expect(requirementIn(requirementKey(requirement))).toEqual(requirement);
  expect(requirementIn('unheard of')).toBeNull();
});

test('an account with a phone alone is listed with its deadline, later for a Global Administrator', () => {
  const registration = {
    ...{ userId: 'u', userPrincipalName: null, userDisplayName: null, isAdmin: false },
    ...{ isMfaCapable: true, isMfaRegistered: true, methods: ['mobilePhone'] },
  };
  const facts = someFacts({ userId: 'u', apps: {}, registration });
  const context = { breakGlass: new Set<string>(), sent: {}, now: NOW };
  expect(viewOf(facts, context).deadline).toEqual({ on: '2027-02-01', because: 'onlyPhoneMethods' });
  const roles = {
    at: ago(1),
    holders: { u: [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'active' as const }] },
    unread: [],
  };
  expect(viewOf(facts, { ...context, roles }).deadline?.on).toBe('2027-07-01');
  expect(viewOf({ ...facts, guest: true }, context).deadline?.on).toBe('2027-07-01');
  expect(NOW).toBeLessThan(Date.parse('2027-02-01') - DAY_MS);
});
