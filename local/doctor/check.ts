/**
 * What became of one thing that a deployment needs: `missing` is mended by the command, `unknown` could not be seen, and `notYet` has
 * its turn later.
 */
export type State = 'ok' | 'missing' | 'unknown' | 'notYet';

export type Check = {
  readonly name: string;
  readonly state: State;
  /** One plain sentence or two; it may hold names from the tenant. */
  readonly sentence: string;
  /** A command line to paste; `null` where no command mends it. */
  readonly mend: string | null;
};

export type Findings = { readonly before: readonly Check[]; readonly after: readonly Check[] };

export function ok(name: string, sentence: string, mend: string | null = null): Check {
  return { name, state: 'ok', sentence, mend };
}

export function missing(name: string, sentence: string, mend: string | null): Check {
  return { name, state: 'missing', sentence, mend };
}

export function unknown(name: string, sentence: string, mend: string | null = null): Check {
  return { name, state: 'unknown', sentence, mend };
}

export function notYet(name: string, sentence: string, mend: string | null = null): Check {
  return { name, state: 'notYet', sentence, mend };
}

export type Counts = Readonly<Record<State, number>>;

export function countsOf({ before, after }: Findings): Counts {
  const count = (wanted: State) => [...before, ...after].filter(({ state }) => state === wanted).length;
  return { ok: count('ok'), missing: count('missing'), unknown: count('unknown'), notYet: count('notYet') };
}
