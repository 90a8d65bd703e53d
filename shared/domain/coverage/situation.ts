/** A fact about a sign-in, as far as policies can tell: `subject` is (or is not) one of `values`. */
export type Fact = {
  readonly subject: string;
  readonly values: readonly string[];
  readonly holds: boolean;
};

/** Facts that all hold. */
export type Situation = readonly Fact[];

/** Subjects that have no other value. */
const ALL_VALUES: Readonly<Record<string, readonly string[]>> = {
  // https://learn.microsoft.com/graph/api/resources/conditionalaccessguestsorexternalusers
  kind: [
    'member',
    'internalGuest',
    'b2bCollaborationGuest',
    'b2bCollaborationMember',
    'b2bDirectConnectUser',
    'otherExternalUser',
    'serviceProvider',
  ],
  // Other clients speak legacy protocols, which reach no enforced app.
  client: ['browser', 'mobileAppsAndDesktopClients'],
};

export const GUEST_TYPES: readonly string[] = (ALL_VALUES.kind ?? []).filter((kind) => kind !== 'member');

export function is(subject: string, ...values: readonly string[]): Fact {
  return { subject, values, holds: true };
}

export function isNot(subject: string, ...values: readonly string[]): Fact {
  return { subject, values, holds: false };
}

export function opposite(fact: Fact): Fact {
  return { ...fact, holds: !fact.holds };
}

/** Far more than real tenants need; beyond, it counts as possible. */
const MOST_STEPS = 5_000;

/**
 * Whether a sign-in can meet all of `situation`, and also one of each of `choices`. Policies are taken by the letter:
 * anybody may be in any group or role, and any named location may be part of another.
 */
export function isPossible(situation: Situation, choices: readonly (readonly Situation[])[]): boolean {
  const known: Known = new Map();
  const shortestFirst = choices.toSorted((a, b) => a.length - b.length);
  if (shortestFirst[0]?.length === 0) return false;
  const open = shortestFirst.filter(({ length }) => length > 1);
  const forced = shortestFirst.flatMap((choice) => (choice.length === 1 ? (choice[0] ?? []) : []));
  if (!learn(known, [...situation, ...ruledOutAtOnce(forced)])) return false;
  let steps = 0;
  const goOn = (index: number): boolean => {
    const choice = open[index];
    if (choice === undefined || ++steps > MOST_STEPS) return true;
    if (choice.some((one) => one.every((fact) => follows(known, fact)))) return goOn(index + 1);
    return choice.some((one) => supposing(known, one, () => goOn(index + 1)));
  };
  return goOn(0);
}

/** Facts that rule out values of one subject, as one fact: a policy may exclude thousands of users. */
function ruledOutAtOnce(facts: Situation): Situation {
  const out = new Map<string, string[]>();
  for (const { subject, values, holds } of facts)
    if (!holds) {
      const all = out.get(subject);
      if (all) all.push(...values);
      else out.set(subject, [...values]);
    }
  return [
    ...facts.filter(({ holds }) => holds),
    ...[...out].map(([subject, values]) => isNot(subject, ...values)),
  ];
}

/** The values that are left (`null` if others than those named are) and those ruled out. */
type Values = { readonly left: readonly string[] | null; readonly out: readonly string[] };
/** Changed in place and set back: copied for each step, hundreds of policies would take minutes. */
type Known = Map<string, Values>;

function valuesOf(known: Known, subject: string): Values {
  return known.get(subject) ?? { left: ALL_VALUES[subject] ?? null, out: [] };
}

function supposing(known: Known, situation: Situation, goOn: () => boolean): boolean {
  const before = situation.map(({ subject }) => [subject, known.get(subject)] as const);
  if (learn(known, situation) && goOn()) return true;
  for (const [subject, values] of before) {
    if (values === undefined) known.delete(subject);
    else known.set(subject, values);
  }
  return false;
}

/** False if it contradicts the known facts. */
function learn(known: Known, situation: Situation): boolean {
  for (const { subject, values, holds } of situation) {
    const { left, out } = valuesOf(known, subject);
    const within = left ?? values;
    const next = holds
      ? { left: within.filter((value) => values.includes(value) && !out.includes(value)), out }
      : { left: left?.filter((value) => !values.includes(value)) ?? null, out: [...out, ...values] };
    if (next.left?.length === 0) return false;
    known.set(subject, next);
  }
  return true;
}

function follows(known: Known, { subject, values, holds }: Fact): boolean {
  // By far the most common case: nothing is known of the subject.
  if (!known.has(subject) && !(subject in ALL_VALUES)) return !holds && values.length === 0;
  const { left, out } = valuesOf(known, subject);
  if (holds) return left?.every((value) => values.includes(value)) ?? false;
  return left?.every((value) => !values.includes(value)) ?? values.every((value) => out.includes(value));
}
