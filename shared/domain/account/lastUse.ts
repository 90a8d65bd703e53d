import type { Judged } from '../verdict/judged';

/** How a use of an account ended. Of two records of one instant, the first of these counts: MFA is never taken back. */
export const USE_OUTCOMES = ['mfa', 'withoutMfa', 'cannotTell', 'stopped'] as const;
export type UseOutcome = (typeof USE_OUTCOMES)[number];

/** The last time that somebody with its password used an account at an enforced app. */
export type LastUse = {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Key of the enforced app. */
  readonly app: string;
  readonly outcome: UseOutcome;
  readonly ipAddress: string | null;
};

/** The use in a sign-in; `null` if there is none: anybody can type a wrong password. */
export function useIn({ signIn, app, verdict, signal }: Judged): LastUse | null {
  const outcome = verdict.kind === 'outOfScope' ? stoppedBy(signal) : verdict.kind;
  if (app === null || outcome === null) return null;
  return { at: signIn.createdDateTime, app, outcome, ipAddress: signIn.ipAddress };
}

function stoppedBy(signal: Judged['signal']): 'stopped' | null {
  return signal === null || signal === 'passwordFailed' ? null : 'stopped';
}

/** Merges in any order. */
export function laterUse(a: LastUse | null, b: LastUse | null): LastUse | null {
  if (a === null || b === null) return a ?? b;
  return orderOf(a) >= orderOf(b) ? a : b;
}

function orderOf({ at, app, outcome, ipAddress }: LastUse): string {
  return [at, USE_OUTCOMES.length - USE_OUTCOMES.indexOf(outcome), app, ipAddress ?? ''].join(' ');
}
