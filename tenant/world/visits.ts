import type { Outcome } from './outcomes';
import type { TARGETS } from './targets';

/** One sitting of one account: its rows share an Entra session. */
export type Visit = {
  /** How often beside the other visits of the same habit. */
  readonly weight: number;
  readonly rows: readonly [PlannedRow, ...PlannedRow[]];
};

export type PlannedRow = {
  readonly target: keyof typeof TARGETS;
  readonly outcome: Outcome;
  /** After the row before it. */
  readonly afterSeconds: number;
  readonly interactive: boolean;
  /** True when it goes on with the attempt of the row before it, under the same correlation id. */
  readonly sameAttempt: boolean;
};

export function visit(weight: number, ...rows: Visit['rows']): Visit {
  return { weight, rows };
}

/** The user is there, and starts a new attempt. */
export function signsIn(target: PlannedRow['target'], outcome: Outcome, afterSeconds = 40): PlannedRow {
  return { target, outcome, afterSeconds, interactive: true, sameAttempt: false };
}

/** The user is there, and goes on with the same attempt. */
export function goesOn(target: PlannedRow['target'], outcome: Outcome): PlannedRow {
  return { target, outcome, afterSeconds: 6, interactive: true, sameAttempt: true };
}

/** A client fetches a token behind the user's back. */
export function silently(target: PlannedRow['target'], outcome: Outcome, afterMinutes: number): PlannedRow {
  return { target, outcome, afterSeconds: afterMinutes * 60, interactive: false, sameAttempt: false };
}
