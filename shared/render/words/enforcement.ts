import type { PhaseState } from '../../domain/enforcement/enforcement';
import type { Notice } from '../../domain/notices/notice';
import { plainText } from '../../domain/plainText';
import { utcTime } from '../time';
import type { Tone } from '../tones';
import { counted } from './counted';

export type PhaseName = 'phase1' | 'adminCenter' | 'phase2';

export const ENFORCEMENT_TITLE = 'Enforcement by Microsoft';
export const ENFORCEMENT_CHANGED = `${ENFORCEMENT_TITLE} has changed`;

export function noticesTitle(count: number): string {
  return `From Microsoft: ${counted(count, 'notice')}`;
}

/** A post of the message center, read after its title and before the link to it. */
export function noticeInWords({ id, modifiedAt, actBy }: Notice, showTime: (iso: string) => string): string {
  const post = `Message center post ${plainText(id, 20)}, changed on ${showTime(modifiedAt)}.`;
  return actBy === null ? post : `Act by ${showTime(actBy)}. ${post}`;
}

/** The same without its change. */
export function noticeInBrief({ id, actBy }: Notice, showDay: (iso: string) => string): string {
  const post = `Message center post ${plainText(id, 20)}.`;
  return actBy === null ? post : `Act by ${showDay(actBy)}. ${post}`;
}

export function readOn(at: string): string {
  return `Read on ${utcTime(at)}.`;
}

export const READ_NOTICE = 'Read it';

/** The label of each phase, and its subject. */
export const PHASE_WORDS = {
  phase1: {
    label: 'Phase 1',
    about: 'signing in to the Azure portal and the Entra and Intune admin centers',
  },
  adminCenter: {
    label: 'Microsoft 365 admin center',
    about: 'signing in there',
  },
  phase2: {
    label: 'Phase 2',
    about: 'creating, changing and deleting Azure resources, with any tool',
  },
} as const satisfies Record<PhaseName, { readonly label: string; readonly about: string }>;

export const STATE_LABELS = {
  enforced: 'Enforced',
  postponed: 'Postponed',
  notEnforced: 'Not enforced',
  notVisible: 'Not visible',
} as const satisfies Record<PhaseState['state'], string>;

export const PHASE_TONES = {
  enforced: 'info',
  postponed: 'warn',
  notEnforced: 'warn',
  notVisible: 'quiet',
} as const satisfies Record<PhaseState['state'], Tone>;

export const BECAUSE_OTHER_CLOUD = 'Microsoft enforces MFA in the public cloud only.';

const BECAUSE = {
  notPostponed: 'Microsoft requires MFA here; it is not postponed.',
  postponementOver: 'Microsoft requires MFA here; the postponement of this tenant has ended.',
  allDenied: "Microsoft's policies stop users without MFA from making any of these changes.",
  writesDenied:
    "Microsoft's policies stop users without MFA from creating and changing resources, but not from deleting them.",
  deletesDenied:
    "Microsoft's policies stop users without MFA from deleting resources, but not from creating and changing them.",
  adminCenterBlocks:
    'Microsoft requires MFA here since 9 Feb 2026; no tenant can postpone it. Microsoft does not document the app ids of this admin center, so its sign-ins may be incomplete.',
  otherCloud: BECAUSE_OTHER_CLOUD,
  notDenied: "Microsoft's policies are in place but deny nothing.",
  notThereYet: "Microsoft's policies are not in place. Tenants could postpone them until 1 Jul 2026.",
  notThere:
    "Microsoft's policies are not in place, although the last postponements ended on 1 Jul 2026. Ask Microsoft whether support has lifted enforcement for this tenant.",
} as const;

/** The role that makes a phase visible. Microsoft enforces it even if it is not visible. */
const HIDDEN = {
  phase1:
    'MFA Watch may not read the setting. Assume that this phase is enforced: postponements ended on 30 Sept 2025. To see the setting, grant MFA Watch the role Reader at /providers/Microsoft.PortalServices.',
  phase2:
    "MFA Watch may not read the policies. Assume that this phase is enforced: postponements ended on 1 Jul 2026. To see the policies, grant MFA Watch the role Reader on any one subscription, or at the tenant's root management group.",
} as const satisfies Record<Exclude<PhaseName, 'adminCenter'>, string>;

/** The state of a phase in one or two plain sentences. */
export function phaseInWords(phase: PhaseName, state: PhaseState, showTime: (iso: string) => string): string {
  switch (state.state) {
    case 'enforced':
    case 'notEnforced':
      return BECAUSE[state.because];
    case 'postponed':
      return `This tenant has postponed this phase until ${showTime(state.until)}.`;
    case 'notVisible':
      return phase === 'adminCenter' ? BECAUSE.adminCenterBlocks : HIDDEN[phase];
  }
}
