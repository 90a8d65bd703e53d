import type { WhoeverMeets } from './hole';
import type { Controls, Strength } from './policy';

/**
 * What a grant requires: MFA always; MFA or something else; nobody gets in; a custom control, which does not satisfy the
 * mandate; a strength of which only the id is known; or no MFA.
 * https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication
 */
export type Demand = 'mfa' | 'mfaOrOther' | 'block' | 'custom' | 'unread' | 'none';

export function demandOf(controls: Controls): Demand {
  const demands = demandsOf(controls);
  const isAll = controls.operator === 'and';
  if (demands.includes('block') && (isAll || demands.every((demand) => demand === 'block'))) return 'block';
  if (demands.includes('mfa')) return isAll || demands.every(isFirm) ? 'mfa' : 'mfaOrOther';
  if (demands.includes('block')) return 'mfaOrOther';
  if (demands.includes('custom')) return 'custom';
  return demands.includes('unread') ? 'unread' : 'none';
}

/** Whether a grant names MFA, as the only way or as one of several. */
export function namesMfa(controls: Controls): boolean {
  const demand = demandOf(controls);
  return demand === 'mfa' || demand === 'mfaOrOther';
}

function demandsOf({ builtIn, custom, strength }: Controls): readonly Demand[] {
  return [
    ...builtIn.map((name): Demand => (name === 'mfa' || name === 'block' ? name : 'none')),
    ...custom.map((): Demand => 'custom'),
    ...(strength === null ? [] : [strengthDemand(strength)]),
  ];
}

function isFirm(demand: Demand): boolean {
  return demand === 'mfa' || demand === 'block';
}

/** The controls that a user can meet instead of MFA. */
export function otherControls({ builtIn, custom, strength }: Controls): WhoeverMeets {
  return {
    controls: [...builtIn.filter((name) => name !== 'mfa' && name !== 'block'), ...custom],
    strength: strength === null ? null : WEAK[strengthDemand(strength)],
  };
}

const WEAK = { mfa: null, none: 'withoutMfa', unread: 'unknown' } as const;

/**
 * Multifactor, passwordless and phishing-resistant, the same in every tenant.
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 */
const BUILT_IN = new Set(['2', '3', '4'].map((digit) => `00000000-0000-0000-0000-00000000000${digit}`));

/**
 * Methods that count as MFA alone; any other needs a second one.
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

function strengthDemand({ id, satisfies, combinations }: Strength): 'mfa' | 'none' | 'unread' {
  if (satisfies === 'mfa') return 'mfa';
  if (satisfies === 'none') return 'none';
  if (id !== null && BUILT_IN.has(id)) return 'mfa';
  if (combinations === null || combinations.length === 0) return 'unread';
  return combinations.every(isMfa) ? 'mfa' : 'none';
}

/** Whether the grant names a strength of which only the id is known. */
export function isUnreadStrength({ strength }: Controls): boolean {
  return strength !== null && strengthDemand(strength) === 'unread';
}

function isMfa(combination: string): boolean {
  const methods = combination.split(',');
  return methods.length > 1 || STRONG.has(methods[0] ?? '');
}
