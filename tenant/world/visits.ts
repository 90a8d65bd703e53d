import type { Outcome } from './outcomes';
import type { TARGETS } from './targets';

/** One visit of one account. Its rows share an Entra session. */
export type Visit = {
  /** Its share among the visits of the same habit. */
  readonly weight: number;
  readonly rows: readonly [PlannedRow, ...PlannedRow[]];
};

export type PlannedRow = {
  readonly target: keyof typeof TARGETS;
  readonly outcome: Outcome;
  /** Time after the row before it. */
  readonly afterSeconds: number;
  readonly interactive: boolean;
  /** True if it continues the attempt of the row before it, with the same correlation id. */
  readonly sameAttempt: boolean;
};

export function visit(weight: number, ...rows: Visit['rows']): Visit {
  return { weight, rows };
}

/** The user is present, and starts a new attempt. */
export function signsIn(target: PlannedRow['target'], outcome: Outcome, afterSeconds = 40): PlannedRow {
  return { target, outcome, afterSeconds, interactive: true, sameAttempt: false };
}

/** The user is present, and continues the same attempt. */
export function goesOn(target: PlannedRow['target'], outcome: Outcome): PlannedRow {
  return { target, outcome, afterSeconds: 6, interactive: true, sameAttempt: true };
}

/** A client fetches a token without the user. */
export function silently(target: PlannedRow['target'], outcome: Outcome, afterMinutes: number): PlannedRow {
  return { target, outcome, afterSeconds: afterMinutes * 60, interactive: false, sameAttempt: false };
}
