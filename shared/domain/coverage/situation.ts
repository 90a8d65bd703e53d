/** Who signs in and how, as far as policies can tell: `subject` is (or is not) one of `values`. */
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

/** Far more than real tenants need; beyond, a way around is taken to be there. */
const MOST_STEPS = 5_000;

/**
 * Whether anything can be as all of `situation` says, and beside it as one of each of `choices` says. Policies are
 * taken by the letter: anybody may be in any group or role, and any named location may be part of another.
 */
export function isPossible(situation: Situation, choices: readonly (readonly Situation[])[]): boolean {
  const shortestFirst = choices.toSorted((a, b) => a.length - b.length);
  let steps = 0;
  const goOn = (known: Known, index: number): boolean => {
    const choice = shortestFirst[index];
    if (choice === undefined || ++steps > MOST_STEPS) return true;
    if (choice.some((one) => one.every((fact) => follows(known, fact)))) return goOn(known, index + 1);
    return choice.some((one) => {
      const more = learn(known, one);
      return more !== null && goOn(more, index + 1);
    });
  };
  const known = learn(new Map(), situation);
  return known !== null && goOn(known, 0);
}

/** The values that are left (`null` while there are others than those named) and those ruled out. */
type Values = { readonly left: readonly string[] | null; readonly out: readonly string[] };
type Known = ReadonlyMap<string, Values>;

function valuesOf(known: Known, subject: string): Values {
  return known.get(subject) ?? { left: ALL_VALUES[subject] ?? null, out: [] };
}

/** `null` when it contradicts what is known. */
function learn(known: Known, situation: Situation): Known | null {
  const all = new Map(known);
  for (const { subject, values, holds } of situation) {
    const { left, out } = valuesOf(all, subject);
    const within = left ?? values;
    const next = holds
      ? { left: within.filter((value) => values.includes(value) && !out.includes(value)), out }
      : { left: left?.filter((value) => !values.includes(value)) ?? null, out: [...out, ...values] };
    if (next.left?.length === 0) return null;
    all.set(subject, next);
  }
  return all;
}

function follows(known: Known, { subject, values, holds }: Fact): boolean {
  const { left, out } = valuesOf(known, subject);
  if (holds) return left?.every((value) => values.includes(value)) ?? false;
  return left?.every((value) => !values.includes(value)) ?? values.every((value) => out.includes(value));
}
