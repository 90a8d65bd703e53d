import type { PhaseState } from '../../domain/enforcement/enforcement';
import type { Tone } from '../tones';

export type PhaseName = 'phase1' | 'phase2';

/** What each phase is about, and the label before it. */
export const PHASE_WORDS = {
  phase1: {
    label: 'Phase 1',
    about: 'signing in to the Azure portal and the Entra, Intune and Microsoft 365 admin centers',
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

const BECAUSE = {
  notPostponed: 'Microsoft demands MFA here, and nothing postpones it.',
  postponementOver: 'Microsoft demands MFA here: the postponement of this tenant is over.',
  allDenied: "Microsoft's policies deny each of these changes to users without MFA.",
  writesDenied:
    "Microsoft's policies deny creating and changing to users without MFA; deleting is not denied.",
  deletesDenied:
    "Microsoft's policies deny deleting to users without MFA; creating and changing are not denied.",
  otherCloud: 'Microsoft enforces in the public cloud only.',
  notDenied: "Microsoft's policies are in place, but deny nothing.",
  notThereYet: "Microsoft's policies are not in place. Tenants could postpone them until 1 July 2026.",
  notThere:
    "Microsoft's policies are not in place, although the last postponements ended on 1 July 2026. Expect them any day, unless Microsoft's support has lifted them.",
} as const;

/** Which role makes a phase visible. Microsoft enforces whether it is seen or not. */
const HIDDEN = {
  phase1:
    'MFA Watch may not read the setting. Postponements ended on 30 September 2025, so expect it to be enforced. The role Reader at /providers/Microsoft.PortalServices makes it visible.',
  phase2:
    "MFA Watch may not read the policies. Postponements ended on 1 July 2026, so expect it to be enforced. The role Reader on any one subscription, or at the tenant's root management group, makes it visible.",
} as const satisfies Record<PhaseName, string>;

/** The state of a phase in one or two plain sentences. */
export function phaseInWords(phase: PhaseName, state: PhaseState, showTime: (iso: string) => string): string {
  switch (state.state) {
    case 'enforced':
    case 'notEnforced':
      return BECAUSE[state.because];
    case 'postponed':
      return `This tenant has postponed it until ${showTime(state.until)}.`;
    case 'notVisible':
      return HIDDEN[phase];
  }
}
