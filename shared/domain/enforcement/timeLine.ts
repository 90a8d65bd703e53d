import type { AccountView } from '../account/account';
import { ENFORCED_APPS } from '../apps/enforcedApps';
import { type Cloud, isEnforcedIn } from '../cloud';
import { CUSTOM_CONTROLS_END, PHONE_MFA_ENDS } from '../deadlines';
import { type Enforcement, type PhaseState, POSTPONEMENTS_END } from './enforcement';
import { ADMIN_CENTER, ADMIN_CENTER_BLOCKS, adminCenterState } from './standings';

/** A date set by Microsoft. */
export type TimeLineEntry =
  | {
      readonly what: 'phase1' | 'adminCenter' | 'phase2';
      /** When Microsoft began: `YYYY-MM` or `YYYY-MM-DD`. */
      readonly since: string;
      /** The end of the time in which tenants could postpone, or not all sign-ins were blocked, ISO 8601 UTC. */
      readonly firm: string;
      /** Of this tenant; `null` if it was never read. */
      readonly state: PhaseState | null;
    }
  | {
      readonly what: 'phones' | 'phonesOfAdministrators';
      /** The first day after the change, UTC, `YYYY-MM-DD`. */
      readonly since: string;
      /** The number of listed accounts that have no other method. */
      readonly accounts: number;
    }
  | {
      /** Nothing that is stored of an account tells that its MFA is a custom control, so that nobody is counted. */
      readonly what: 'customControls';
      /** The year: no day is certain. */
      readonly since: string;
    };

type Facts = {
  readonly enforcement: Pick<Enforcement, 'phase1' | 'phase2'> | null;
  readonly cloud: Cloud;
  readonly accounts: readonly AccountView[];
};

/** What Microsoft has enforced since when, and what comes, in the order of the dates. */
export function timeLine({ enforcement, cloud, accounts }: Facts): readonly TimeLineEntry[] {
  const { others, globalAdministratorsAndExternalUsers: later } = PHONE_MFA_ENDS;
  const withDeadline = (on: string) => accounts.filter(({ deadline }) => deadline?.on === on).length;
  const coming: readonly TimeLineEntry[] = [
    { what: 'phones', since: others.on, accounts: withDeadline(others.on) },
    { what: 'phonesOfAdministrators', since: later.on, accounts: withDeadline(later.on) },
    { what: 'customControls', since: String(CUSTOM_CONTROLS_END.year) },
  ];
  const phases = isEnforcedIn(cloud) ? phasesOf(enforcement, cloud) : [];
  return [...phases, ...coming].sort((a, b) => a.since.localeCompare(b.since));
}

function phasesOf(enforcement: Facts['enforcement'], cloud: Cloud): readonly TimeLineEntry[] {
  return [
    {
      what: 'phase1',
      since: began(({ key, phase }) => phase === 1 && key !== ADMIN_CENTER),
      firm: POSTPONEMENTS_END.phase1,
      state: enforcement?.phase1 ?? null,
    },
    {
      what: 'adminCenter',
      since: began(({ key }) => key === ADMIN_CENTER),
      firm: `${ADMIN_CENTER_BLOCKS}T00:00:00.000Z`,
      state: adminCenterState(cloud),
    },
    {
      what: 'phase2',
      since: began(({ phase }) => phase === 2),
      firm: POSTPONEMENTS_END.phase2,
      state: enforcement?.phase2 ?? null,
    },
  ];
}

/** The first of some apps. */
function began(isOne: (app: (typeof ENFORCED_APPS)[number]) => boolean): string {
  return ENFORCED_APPS.filter(isOne)
    .map(({ since }) => since)
    .reduce((first, since) => (since < first ? since : first));
}
