import type { FindingTime } from '../finding/finding';
import type { FindingCause } from '../verdict/cause';
import { type MomentsBy, mergeMomentsBy, minuteOf } from './moments';

/** A sign-in that failed for lack of MFA. */
export const STOP_CAUSES = ['mustRegister', 'mfaFailed'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

/** Why a sign-in put its account on the list: it got in without proven MFA, or was stopped for lack of it. */
export type OccasionCause = FindingCause | StopCause;

/** When an account got in without proven MFA, or was stopped: by key of the enforced app, then by cause. */
export type Occasions = Readonly<Record<string, MomentsBy<OccasionCause>>>;

/** Shared, because nearly every sign-in adds none. */
export const NO_OCCASIONS: Occasions = {};

/** @param at ISO 8601 UTC */
export function occasion(app: string, cause: OccasionCause, at: string): Occasions {
  return { [app]: { [cause]: [minuteOf(at)] } };
}

export function mergeOccasions(a: Occasions, b: Occasions): Occasions {
  if (b === NO_OCCASIONS) return a;
  let merged = a;
  for (const [app, causes] of Object.entries(b)) {
    const known = merged[app];
    const both = known ? mergeMomentsBy(known, causes) : causes;
    if (both !== known) merged = { ...merged, [app]: both };
  }
  return merged;
}

export function isStopCause(cause: string): cause is StopCause {
  return STOP_CAUSES.some((one) => one === cause);
}

/** The occasions with those of these settled findings, and no others, beside the stops. */
export function withFindingOccasions(occasions: Occasions, findings: readonly FindingTime[]): Occasions {
  const stops = Object.entries(occasions).flatMap(([app, causes]): [string, MomentsBy<OccasionCause>][] => {
    const kept = Object.entries(causes).filter(([cause]) => isStopCause(cause));
    return kept.length === 0 ? [] : [[app, Object.fromEntries(kept)]];
  });
  return findings
    .map(({ app, cause, createdDateTime }) => occasion(app, cause, createdDateTime))
    .reduce(mergeOccasions, Object.fromEntries(stops));
}
