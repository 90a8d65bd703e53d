import { type Cloud, isEnforcedIn } from '../cloud';
import { denies, isMicrosofts, MFA_DEFINITIONS, type MfaAssignment } from './mfaPolicy';
import type { HiddenBy, Seen } from './seen';

/** The tenant's setting of the portals, as Azure returns it. */
export type PortalSetting = {
  /** `OptOut` if enforcement was postponed. */
  readonly enforcement: string | null;
  /** The end of the postponement, ISO 8601 UTC. */
  readonly until: string | null;
};

export const ENFORCED_BECAUSE = [
  /** Nothing postpones it. */
  'notPostponed',
  /** The tenant's postponement is over. */
  'postponementOver',
  /** Microsoft's policies deny creating, updating and deleting without MFA. */
  'allDenied',
  /** Only creating and updating. */
  'writesDenied',
  /** Only deleting. */
  'deletesDenied',
  /** The Microsoft 365 admin center, which no tenant could postpone. */
  'adminCenterBlocks',
] as const;
export const NOT_ENFORCED_BECAUSE = [
  /** Microsoft enforces in the public cloud only. */
  'otherCloud',
  /** Microsoft's policies are there, and deny nothing. */
  'notDenied',
  /** Microsoft's policies are not there; this is normal until the last postponements end. */
  'notThereYet',
  /** They are not there after that either, although every tenant should have them. */
  'notThere',
] as const;

/** Whether Microsoft's own enforcement stops sign-ins, or changes, without MFA. */
export type PhaseState =
  | { readonly state: 'enforced'; readonly because: (typeof ENFORCED_BECAUSE)[number] }
  /** `until`: ISO 8601 UTC. */
  | { readonly state: 'postponed'; readonly until: string }
  | { readonly state: 'notEnforced'; readonly because: (typeof NOT_ENFORCED_BECAUSE)[number] }
  | { readonly state: 'notVisible'; readonly because: HiddenBy };

export type Enforcement = {
  /** When it was read, ISO 8601 UTC. */
  readonly at: string;
  /** Signing in to the portals and admin centers. */
  readonly phase1: PhaseState;
  /** Creating, updating and deleting resources, with any client. */
  readonly phase2: PhaseState;
};

/**
 * The last moments to which a tenant could postpone.
 * https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication (read 2026-11-21)
 */
export const POSTPONEMENTS_END = {
  phase1: '2025-09-30T23:59:59.000Z',
  phase2: '2026-07-01T23:59:59.000Z',
} as const;

type Phase1Facts = {
  readonly cloud: Cloud;
  readonly setting: Seen<PortalSetting>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

/**
 * The state of phase 1. An opt-out without an end lasts as long as any could.
 *
 * The meaning of the setting is that of Microsoft's script, which writes it:
 * https://learn.microsoft.com/entra/identity/authentication/how-to-unlock-users-for-mandatory-multifactor-authentication (read 2026-11-21)
 */
export function phase1State({ cloud, setting, now }: Phase1Facts): PhaseState {
  if (!isEnforcedIn(cloud)) return { state: 'notEnforced', because: 'otherCloud' };
  if (setting.kind === 'hidden') return { state: 'notVisible', because: setting.by };
  if (setting.value.enforcement?.toLowerCase() !== 'optout')
    return { state: 'enforced', because: 'notPostponed' };
  const until = setting.value.until ?? POSTPONEMENTS_END.phase1;
  return now <= Date.parse(until)
    ? { state: 'postponed', until }
    : { state: 'enforced', because: 'postponementOver' };
}

type Phase2Facts = {
  readonly cloud: Cloud;
  /** Of MFA_DEFINITIONS, at the tenant's root management group. */
  readonly assignments: Seen<readonly MfaAssignment[]>;
  readonly phase1: PhaseState;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

/** The state of phase 2. A tenant that postponed phase 1 postponed phase 2 with it. */
export function phase2State({ cloud, assignments, phase1, now }: Phase2Facts): PhaseState {
  if (!isEnforcedIn(cloud)) return { state: 'notEnforced', because: 'otherCloud' };
  if (assignments.kind === 'hidden') return { state: 'notVisible', because: assignments.by };
  const microsofts = assignments.value.filter(({ definitionId }) => isMicrosofts(definitionId));
  if (microsofts.length > 0) return deniedState(microsofts);
  if (phase1.state === 'postponed') return phase1;
  const isLate = now > Date.parse(POSTPONEMENTS_END.phase2);
  return { state: 'notEnforced', because: isLate ? 'notThere' : 'notThereYet' };
}

function deniedState(microsofts: readonly MfaAssignment[]): PhaseState {
  const denied = new Set(
    microsofts.filter(denies).map(({ definitionId }) => MFA_DEFINITIONS.get(definitionId)?.operations),
  );
  if (denied.size === 2) return { state: 'enforced', because: 'allDenied' };
  if (denied.has('writes')) return { state: 'enforced', because: 'writesDenied' };
  if (denied.has('deletes')) return { state: 'enforced', because: 'deletesDenied' };
  return { state: 'notEnforced', because: 'notDenied' };
}
