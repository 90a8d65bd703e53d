import type { Outcome } from './outcome';

/**
 * The command fixes what is `missing`. It was not possible to see whether an `unknown` thing is there. The deployment, or the
 * first days after it, bring what is `notYet` there.
 */
export type State = 'ok' | 'missing' | 'unknown' | 'notYet';

export type CheckResult = Outcome & {
  readonly state: State;
  /** A command line to paste; `null` if no command helps. */
  readonly command: string | null;
};

export type CheckResults = {
  readonly before: readonly CheckResult[];
  readonly after: readonly CheckResult[];
};

export function ok(outcome: Outcome, command: string | null = null): CheckResult {
  return { ...outcome, state: 'ok', command };
}

export function missing(outcome: Outcome, command: string | null): CheckResult {
  return { ...outcome, state: 'missing', command };
}

export function unknown(outcome: Outcome, command: string | null = null): CheckResult {
  return { ...outcome, state: 'unknown', command };
}

export function notYet(outcome: Outcome, command: string | null = null): CheckResult {
  return { ...outcome, state: 'notYet', command };
}

export type Counts = Readonly<Record<State, number>>;

export function countsOf({ before, after }: CheckResults): Counts {
  const count = (wanted: State) => [...before, ...after].filter(({ state }) => state === wanted).length;
  return { ok: count('ok'), missing: count('missing'), unknown: count('unknown'), notYet: count('notYet') };
}
