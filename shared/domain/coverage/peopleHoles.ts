import { ANYBODY, type GapCause, type Hole, type Way } from './hole';
import type { Guests, People } from './policy';
import { GUEST_TYPES, is, isNot, opposite, type Situation } from './situation';

export function included(people: People): readonly Situation[] {
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

/** One hole for everybody who is not included, however many ways there are to be one of them. */
export function notIncluded(people: People): readonly Hole[] {
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
  const who = included(people).length > 0 ? 'everyone else' : 'everyone';
  return [{ cause: { why: 'notIncluded', who }, situations, among: ANYBODY, breadth: 'rest' }];
}

export function excluded(people: People): readonly Way[] {
  return [
    ...(people.everyone ? [named({ why: 'excludedUser', who: 'everyone' }, [])] : []),
    ...people.users.map((id) => named({ why: 'excludedUser', who: id }, [is('user', id)])),
    ...people.groups.map((id) => named({ why: 'excludedGroup', who: id }, [is(`group ${id}`, 'in')])),
    ...people.roles.map((id) => named({ why: 'excludedRole', who: id }, [is(`role ${id}`, 'in')])),
    ...people.guests.flatMap((guests) => {
      const facts = guestFacts(guests, excludedTypes(guests));
      return facts.length > 0 ? [named({ why: 'excludedGuests', who: guests }, facts)] : [];
    }),
  ];
}

function named(cause: GapCause, situation: Situation): Way {
  return { cause, situations: [situation], breadth: 'named' };
}

/** Empty when there are no such guests. */
function guestFacts({ tenants }: Guests, types: readonly string[]): Situation {
  if (types.length === 0 || tenants?.length === 0) return [];
  return [is('kind', ...types), ...(tenants === null ? [] : [is('tenant', ...tenants)])];
}

function knownTypes({ types }: Guests): readonly string[] {
  return GUEST_TYPES.filter((type) => types?.includes(type) ?? true);
}

/** An unknown type may be any. */
function excludedTypes(guests: Guests): readonly string[] {
  const isKnown = guests.types?.every((type) => GUEST_TYPES.includes(type)) ?? true;
  return isKnown ? knownTypes(guests) : GUEST_TYPES;
}
