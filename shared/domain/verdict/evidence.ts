import type { DecidingField, SignIn } from '../signIn/signIn';
import type { Evidence, EvidenceItem } from './verdict';

/** The earliest sign-in of an Entra session that proved MFA. */
export type SessionProof = {
  readonly signInId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
};

/** In evidence, in place of a value that the record does not have, and of a field that its source does not have. */
export const ABSENT = 'absent';
export const LEFT_OUT = 'left out by the source';

export function requirementItem(signIn: SignIn): EvidenceItem {
  const value = signIn.authenticationRequirement;
  return {
    field: 'authenticationRequirement',
    value: value === 'unknown' || value === null ? (value ?? ABSENT) : `${value}Authentication`,
  };
}

export function detailsItem(signIn: SignIn): EvidenceItem {
  const { steps } = signIn;
  if (steps === null) return { field: 'authenticationDetails', value: ABSENT };
  if (steps.length === 0) return { field: 'authenticationDetails', value: 'empty' };
  const what = everyStepFailed(signIn) ? 'none succeeded' : 'none says how';
  return { field: 'authenticationDetails', value: `${steps.length} steps, ${what}` };
}

export function leftOutItem(field: DecidingField): EvidenceItem {
  return { field, value: LEFT_OUT };
}

export function controlItem(control: string): EvidenceItem {
  return { field: 'appliedConditionalAccessPolicies.enforcedGrantControls', value: control };
}

export function guestItems(signIn: SignIn): Evidence {
  return [
    { field: 'homeTenantId', value: signIn.homeTenantId ?? ABSENT },
    { field: 'crossTenantAccessType', value: signIn.crossTenantAccessType ?? ABSENT },
  ];
}

export function sessionItems(signIn: SignIn, proof: SessionProof): Evidence {
  return [
    { field: 'sessionId', value: signIn.sessionId ?? ABSENT },
    { field: 'MFA proved by sign-in', value: `${proof.signInId} at ${proof.at}` },
  ];
}

export function everyStepFailed({ steps }: SignIn): boolean {
  return steps !== null && steps.length > 0 && steps.every(({ succeeded }) => succeeded === false);
}
