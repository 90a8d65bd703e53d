import type { Gap, GapReason } from '../../domain/coverage/hole';
import type { Known, KnownPerson } from '../../domain/coverage/known';
import type { Names } from '../../domain/coverage/names';
import { ROLE_NAMES } from '../../domain/coverage/roleNames';
import { accountName } from '../accountName';
import { plainText } from '../plainText';
import { counted, inDigits } from './counted';
import { withoutIdentifiers } from './gapIdentifiers';
import { KIND_WORDS } from './words';

/** What a policy leaves open, read after its name. */
const GAP_WORDS: Readonly<Record<GapReason, (who: string) => string>> = {
  excludedUser: (who) => `leaves out the user ${who}`,
  excludedGroup: (who) => `leaves out the group ${who}`,
  excludedRole: (who) => `leaves out the role ${who}`,
  excludedGuests: (who) => `leaves out guests: ${who}`,
  notIncluded: (who) => `does not include ${who}`,
  excludedApp: (who) => `leaves out the app for ${who}`,
  condition: (who) => `leaves out ${who}`,
  grantOr: (who) => `lets in ${who}`,
  customControl: () => 'requires a custom control, which does not count as MFA for the mandate',
  reportOnly: () => 'is report-only',
  disabled: () => 'is off',
};

/** All that one policy leaves open, or that none closes. */
export type GapGroup = { readonly title: string; readonly lines: readonly string[] };

/** By policy, in the order of the gaps; whom a policy leaves out by name stands on one line. */
export function gapGroups(gaps: readonly Gap[], known: Known): readonly GapGroup[] {
  const byTitle = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const title = blamed(gap, known);
    const group = byTitle.get(title);
    if (group) group.push(gap);
    else byTitle.set(title, [gap]);
  }
  return [...byTitle].map(([title, group]) => ({ title, lines: gapLines(group, known) }));
}

const MOST_LINES = 8;

function gapLines(gaps: readonly Gap[], known: Known): readonly string[] {
  const users = gaps.filter(({ why }) => why === 'excludedUser');
  const groups = namedOrListed(gaps, 'excludedGroup', known);
  const roles = namedOrListed(gaps, 'excludedRole', known);
  const others = gaps
    .filter(({ why }) => !['excludedUser', 'excludedGroup', 'excludedRole'].includes(why))
    .map((gap) => gapInWords(gap, known));
  const lines = [
    ...(users.length > 0 ? [`leaves out ${usersInWords(users, known)}`] : []),
    ...groups,
    ...roles,
    ...others,
  ];
  const left = lines.length - MOST_LINES;
  return left > 0 ? [...lines.slice(0, MOST_LINES), `has ${counted(left, 'more way')} around it`] : lines;
}

/** With their people, a line each, where they are few. */
const FEW = 3;

function namedOrListed(
  gaps: readonly Gap[],
  why: 'excludedGroup' | 'excludedRole',
  known: Known,
): readonly string[] {
  const some = gaps.filter((gap) => gap.why === why);
  if (some.length <= FEW) return some.map((gap) => gapInWords(gap, known));
  const names = some.slice(0, MOST_NAMED).map(({ who }) => nameOf(who, known.names));
  const left = some.length - names.length;
  const rest = left > 0 ? ` and ${inDigits(left)} more` : '';
  return [`leaves out the ${why === 'excludedGroup' ? 'groups' : 'roles'} ${names.join(', ')}${rest}`];
}

/** One gap, read after what is to blame for it. */
export function gapInWords(gap: Gap, known: Known): string {
  if (gap.policy === null && gap.why === 'notIncluded') return `requires MFA of ${plainText(gap.who, 200)}`;
  if (gap.why === 'excludedUser') return `leaves out ${personName(gap.who, known)}`;
  if (gap.why === 'excludedGroup' || gap.why === 'excludedRole')
    return GAP_WORDS[gap.why](membersInWords(gap, known.names));
  if (gap.why === 'notIncluded') return `includes nobody${gap.who === 'everyone' ? '' : ' else'}`;
  return GAP_WORDS[gap.why](plainText(withoutIdentifiers(gap.who), 200));
}

/** A group or a role with its people, as far as both are known. */
function membersInWords({ who: id, why }: Gap, names: Names): string {
  const named = Object.hasOwn(names, id) ? names[id] : undefined;
  const name = nameOf(id, names);
  if (named === undefined) return name;
  if (named.people === null) return name;
  const { count, isMore, some } = named.people;
  const atLeast = isMore ? 'more than ' : '';
  if (count === 0 && !isMore)
    return `${name} (${why === 'excludedGroup' ? 'no user is in it' : 'nobody holds it now'})`;
  const people = counted(count, why === 'excludedGroup' ? 'member' : 'holder');
  const left = count - some.length;
  const list = some.map((one) => plainText(one, 60)).join(', ');
  if (list === '') return `${name} (${atLeast}${people})`;
  return `${name} (${atLeast}${people}: ${list}${left > 0 || isMore ? ' and others' : ''})`;
}

function nameOf(id: string, names: Names): string {
  const named = Object.hasOwn(names, id) ? names[id]?.name : undefined;
  const role = Object.hasOwn(ROLE_NAMES, id) ? ROLE_NAMES[id] : undefined;
  return plainText(named ?? role ?? id, 100);
}

/** The policy's name; where none is to blame, what is. */
export function blamed({ policy, why }: Gap, known: Known): string {
  if (policy === null) return why === 'notIncluded' ? 'No policy' : 'Security defaults';
  return policyName(policy, known);
}

export function policyName(id: string, { policies }: Known): string {
  return plainText((Object.hasOwn(policies, id) ? policies[id] : undefined) ?? id, 100);
}

const MOST_NAMED = 5;

function usersInWords(gaps: readonly Gap[], known: Known): string {
  const named = gaps.slice(0, MOST_NAMED).map(({ who }) => personName(who, known));
  const left = gaps.length - named.length;
  return left > 0 ? `${named.join(', ')} and ${inDigits(left)} more` : named.join(', ');
}

export function personName(id: string, { people, names }: Known): string {
  const person = Object.hasOwn(people, id) ? people[id] : undefined;
  const named = Object.hasOwn(names, id) ? names[id] : undefined;
  if (person === undefined) return plainText(named?.name ?? id, 80);
  return `${accountName({ userId: id, ...person }).name}${kindInWords(person)}`;
}

/** That a person is one goes without saying. */
function kindInWords({ kind }: KnownPerson): string {
  return kind === 'person' ? '' : ` (${KIND_WORDS[kind].toLowerCase()})`;
}
