import { demandOf, otherControls } from './demand';
import type { Condition, ConditionName, Guests, People, Policy } from './policy';
import { GUEST_TYPES, is, isNot, isPossible, opposite, type Situation } from './situation';
import type { Target } from './targets';

export const GAP_REASONS = [
  'excludedUser',
  'excludedGroup',
  'excludedRole',
  'excludedGuests',
  'notIncluded',
  'excludedApp',
  'condition',
  'grantOr',
  'customControl',
  'reportOnly',
  'disabled',
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** A way around a policy: in any of these situations it demands no MFA. */
export type Hole = {
  readonly who: string;
  readonly why: GapReason;
  readonly situations: readonly Situation[];
};

/** Every way around a policy that reaches a target. */
export function holesOf(policy: Policy, target: Target): readonly Hole[] {
  // By whom it names: a condition is no hole for those it would not be about anyway.
  const among = included(policy.include);
  const always = [...stateHoles(policy), ...grantHoles(policy), ...appHoles(policy, target)];
  return [
    ...always.map((hole) => ({ ...hole, situations: among })),
    ...notIncluded(policy.include),
    ...[...excluded(policy.exclude), ...policy.conditions.flatMap(conditionHoles)].map((hole) => ({
      ...hole,
      situations: among.flatMap((one) => hole.situations.map((other) => [...one, ...other])),
    })),
  ];
}

/** Whether there can be anybody whom a policy includes and does not exclude. */
export function isAboutSomebody({ include, exclude }: Policy): boolean {
  const outside = excluded(exclude).flatMap(({ situations }) =>
    situations.map((facts) => facts.map((fact) => [opposite(fact)])),
  );
  return included(include).some((situation) => isPossible(situation, outside));
}

type Always = Omit<Hole, 'situations'>;

function stateHoles({ state }: Policy): readonly Always[] {
  return state === 'enabled' ? [] : [{ who: 'everyone', why: state }];
}

function grantHoles({ controls }: Policy): readonly Always[] {
  switch (demandOf(controls)) {
    case 'mfa':
    case 'none':
      return [];
    case 'mfaOrOther':
      return [{ who: `whoever meets ${otherControls(controls).join(' or ')} instead`, why: 'grantOr' }];
    case 'custom':
      return [{ who: 'everyone', why: 'customControl' }];
  }
}

function appHoles(policy: Policy, target: Target): readonly Always[] {
  const named = policy.apps.exclude.filter((name) => target.leftOutBy.includes(name));
  const byName = named.map((name) => ({ who: `everyone at ${name}`, why: 'excludedApp' as const }));
  if (!policy.apps.excludesByFilter) return byName;
  return [...byName, { who: 'everyone, should its filter exclude the app', why: 'excludedApp' }];
}

function included(people: People): readonly Situation[] {
  if (people.everyone) return [[]];
  return [
    ...(people.users.length > 0 ? [[is('user', ...people.users)]] : []),
    ...people.groups.map((id) => [is(`group ${id}`, 'in')]),
    ...people.roles.map((id) => [is(`role ${id}`, 'in')]),
    ...people.guests
      .map((guests) => guestFacts(guests, knownTypes(guests)))
      .filter((facts) => facts.length > 0),
  ];
}

/** One hole for all that are not included, however many ways there are to be one of them. */
function notIncluded(people: People): readonly Hole[] {
  if (people.everyone) return [];
  const named = [
    isNot('user', ...people.users),
    ...[...people.groups.map((id) => `group ${id}`), ...people.roles.map((id) => `role ${id}`)].map(
      (subject) => isNot(subject, 'in'),
    ),
  ];
  const situations = people.guests.reduce<readonly Situation[]>(
    (all, guests) => {
      const ways = guestFacts(guests, knownTypes(guests)).map(opposite);
      return ways.length === 0 ? all : all.flatMap((one) => ways.map((way) => [...one, way]));
    },
    [named],
  );
  return [
    { who: included(people).length > 0 ? 'everyone else' : 'everyone', why: 'notIncluded', situations },
  ];
}

function excluded(people: People): readonly Hole[] {
  return [
    ...(people.everyone ? [{ who: 'everyone', why: 'excludedUser' as const, situations: [[]] }] : []),
    ...people.users.map((id): Hole => ({ who: id, why: 'excludedUser', situations: [[is('user', id)]] })),
    ...people.groups.map(
      (id): Hole => ({ who: id, why: 'excludedGroup', situations: [[is(`group ${id}`, 'in')]] }),
    ),
    ...people.roles.map(
      (id): Hole => ({ who: id, why: 'excludedRole', situations: [[is(`role ${id}`, 'in')]] }),
    ),
    ...people.guests.map(
      (guests): Hole => ({
        who: guestWords(guests),
        why: 'excludedGuests',
        situations: [guestFacts(guests, excludedTypes(guests))].filter((facts) => facts.length > 0),
      }),
    ),
  ];
}

/** Empty when there are no such guests. */
function guestFacts({ tenants }: Guests, types: readonly string[]): Situation {
  if (types.length === 0 || tenants?.length === 0) return [];
  return [is('kind', ...types), ...(tenants === null ? [] : [is('tenant', ...tenants)])];
}

function knownTypes({ types }: Guests): readonly string[] {
  return GUEST_TYPES.filter((type) => types?.includes(type) ?? true);
}

/** A type that is not known here may be any. */
function excludedTypes(guests: Guests): readonly string[] {
  const isKnown = guests.types?.every((type) => GUEST_TYPES.includes(type)) ?? true;
  return isKnown ? knownTypes(guests) : GUEST_TYPES;
}

function guestWords({ types, tenants }: Guests): string {
  const words = types === null ? 'GuestsOrExternalUsers' : types.join(', ');
  return tenants === null ? words : `${words} of ${tenants.join(', ')}`;
}

const WORDS: Readonly<Record<ConditionName, string>> = {
  location: 'location',
  platform: 'device platform',
  client: 'client app',
  device: 'device filter',
  signInRisk: 'sign-in risk',
  userRisk: 'user risk',
  insiderRisk: 'insider risk',
  authenticationFlow: 'authentication flow',
  other: 'condition',
};

function conditionHoles({ what, include, exclude }: Condition): readonly Hole[] {
  const words = WORDS[what];
  const holes: Hole[] = [];
  if (include !== null) {
    const who = `sign-ins outside the ${words} ${include.join(', ')}`;
    holes.push({ who, why: 'condition', situations: [outside(what, include)] });
  }
  if (exclude.length > 0) {
    const who = `sign-ins with the ${words} ${exclude.join(', ')}`;
    holes.push({ who, why: 'condition', situations: inside(what, exclude) });
  }
  return holes;
}

/** One address may be in several locations, one device meet several rules; all else has one value at a time. */
const OVERLAPPING: ReadonlySet<ConditionName> = new Set(['location', 'device']);

function outside(what: ConditionName, values: readonly string[]): Situation {
  if (what === 'other') return [];
  if (!OVERLAPPING.has(what)) return [isNot(what, ...values)];
  return values.map((value) => isNot(`${what} ${value}`, 'in'));
}

function inside(what: ConditionName, values: readonly string[]): readonly Situation[] {
  if (!OVERLAPPING.has(what)) return [[is(what, ...values)]];
  return values.map((value) => [is(`${what} ${value}`, 'in')]);
}
