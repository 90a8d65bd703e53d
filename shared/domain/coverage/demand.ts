import type { Controls, Strength } from './policy';

/**
 * What a grant comes to: MFA always; MFA or something else; a custom control, which does not satisfy the mandate; or
 * nothing of the kind.
 * https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication
 */
export type Demand = 'mfa' | 'mfaOrOther' | 'custom' | 'none';

export function demandOf({ operator, builtIn, custom, strength }: Controls): Demand {
  const demands = [
    ...builtIn.map((name): Demand => (name === 'mfa' ? 'mfa' : 'none')),
    ...custom.map((): Demand => 'custom'),
    ...(strength === null ? [] : [strengthDemand(strength)]),
  ];
  if (!demands.includes('mfa')) return demands.includes('custom') ? 'custom' : 'none';
  return operator === 'and' || demands.every((demand) => demand === 'mfa') ? 'mfa' : 'mfaOrOther';
}

/** What `mfaOrOther` takes instead of MFA. */
export function otherControls({ builtIn, custom, strength }: Controls): readonly string[] {
  const weak = strength !== null && strengthDemand(strength) === 'none';
  return [
    ...builtIn.filter((name) => name !== 'mfa'),
    ...custom,
    ...(weak ? ['an authentication strength that is not MFA'] : []),
  ];
}

/**
 * Multifactor, passwordless and phishing-resistant, the same in every tenant.
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 */
const BUILT_IN = new Set(['2', '3', '4'].map((digit) => `00000000-0000-0000-0000-00000000000${digit}`));

/**
 * Methods that are MFA alone; any other one needs a second beside it.
 * https://learn.microsoft.com/graph/api/resources/enums#authenticationmethodmodes-values
 */
const STRONG = new Set([
  'windowsHelloForBusiness',
  'fido2',
  'x509CertificateMultiFactor',
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'federatedMultiFactor',
]);

function strengthDemand({ id, satisfies, combinations }: Strength): Demand {
  if (satisfies !== null) return satisfies === 'mfa' ? 'mfa' : 'none';
  if (id !== null && BUILT_IN.has(id)) return 'mfa';
  // Of a custom strength that the export names and does not show, nothing is known.
  if (combinations === null || combinations.length === 0) return 'none';
  return combinations.every(isMfa) ? 'mfa' : 'none';
}

function isMfa(combination: string): boolean {
  const methods = combination.split(',');
  return methods.length > 1 || STRONG.has(methods[0] ?? '');
}
