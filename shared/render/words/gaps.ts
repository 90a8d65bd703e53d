import type { EveryoneAt, Gap, GapReason, SignInsWith } from '../../domain/coverage/hole';
import type { Known, KnownPerson } from '../../domain/coverage/known';
import type { Names, People } from '../../domain/coverage/names';
import { plainText } from '../../domain/plainText';
import { ROLE_NAMES } from '../../domain/roles/roleNames';
import { accountName } from '../accountName';
import { counted, inDigits } from './counted';
import { MICROSOFT_TURNS_ON } from './coverage';
import { CUSTOM_CONTROL_FAILS } from './deadline';
import { identifierInWords } from './gapIdentifiers';
import { controlsInWords, guestsInWords, signInsWith } from './gapWho';
import { KIND_WORDS } from './kind';

/** All gaps of one policy; or the gaps that no policy closes. */
export type GapGroup = {
  readonly title: string;
  /** The users that the policy excludes by id; `null` if there are none. */
  readonly excludes: ExcludedUsers | null;
  /** The other gaps. */
  readonly lines: readonly string[];
};

export type ExcludedUsers = {
  /** A few of them. */
  readonly named: readonly { readonly userId: string; readonly name: string }[];
  /** The number of the others. */
  readonly left: number;
};

/** Read before the names. */
export const EXCLUDES = 'excludes ';

export function othersInWords({ left }: ExcludedUsers): string {
  return left > 0 ? ` and ${inDigits(left)} more` : '';
}

/** By policy, in the order of the gaps. The users that a policy excludes stand together. */
export function gapGroups(gaps: readonly Gap[], known: Known): readonly GapGroup[] {
  const byTitle = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const title = blamed(gap, known);
    const group = byTitle.get(title);
    if (group) group.push(gap);
    else byTitle.set(title, [gap]);
  }
  return [...byTitle].map(([title, group]) => ({
    title,
    excludes: excludedUsers(idsOf(group, 'excludedUser'), known),
    lines: gapLines(group, known),
  }));
}

const MOST_LINES = 8;

function gapLines(gaps: readonly Gap[], known: Known): readonly string[] {
  const others = gaps.filter(({ why }) => !EXCLUDED_BY_ID.has(why)).map((gap) => gapInWords(gap, known));
  const lines = [
    ...membersInWords(idsOf(gaps, 'excludedGroup'), 'excludedGroup', known.names),
    ...membersInWords(idsOf(gaps, 'excludedRole'), 'excludedRole', known.names),
    ...others,
  ];
  const left = lines.length - MOST_LINES;
  return left > 0 ? [...lines.slice(0, MOST_LINES), `has ${counted(left, 'more gap')}`] : lines;
}

const EXCLUDED_BY_ID: ReadonlySet<GapReason> = new Set(['excludedUser', 'excludedGroup', 'excludedRole']);

function idsOf(gaps: readonly Gap[], why: 'excludedUser' | Members): readonly string[] {
  return gaps.flatMap((gap) => (gap.why === why ? [gap.who] : []));
}

const MOST_NAMED = 5;

function excludedUsers(ids: readonly string[], known: Known): ExcludedUsers | null {
  if (ids.length === 0) return null;
  const named = ids.slice(0, MOST_NAMED).map((userId) => ({ userId, name: personName(userId, known) }));
  return { named, left: ids.length - named.length };
}

type Members = 'excludedGroup' | 'excludedRole';

/** Up to so many have a line each, with their people. */
const FEW = 3;

function membersInWords(ids: readonly string[], why: Members, names: Names): readonly string[] {
  if (ids.length <= FEW) return ids.map((id) => withPeople(id, why, names));
  return [`excludes the ${NOUNS[why].many} ${few(ids.map((id) => nameOf(id, names)))}`];
}

const NOUNS = {
  excludedGroup: { one: 'group', many: 'groups', person: 'member', empty: 'no user is in it' },
  excludedRole: { one: 'role', many: 'roles', person: 'holder', empty: 'nobody holds it now' },
} as const satisfies Record<Members, unknown>;

function few(names: readonly string[]): string {
  const left = names.length - MOST_NAMED;
  return left > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${inDigits(left)} more` : names.join(', ');
}

/** One gap, read after the policy that has it. */
export function gapInWords(gap: Gap, known: Known): string {
  switch (gap.why) {
    case 'excludedUser':
      return `excludes ${personName(gap.who, known)}`;
    case 'excludedGroup':
    case 'excludedRole':
      return withPeople(gap.who, gap.why, known.names);
    case 'excludedGuests':
      return `excludes ${shown(guestsInWords(gap.who, identifierInWords))}`;
    case 'notIncluded':
      if (gap.policy === null) return `requires MFA of ${gap.who}`;
      return gap.who === 'everyone' ? 'includes nobody' : 'includes only some users';
    case 'excludedApp':
      return excludedApp(gap.who);
    case 'condition':
      return gap.who === 'nonAdministrators' ? DEFAULTS : `does not apply to ${signIns(gap.who)}`;
    case 'grantOr':
      return `accepts ${shown(controlsInWords(gap.who, identifierInWords))} instead of MFA`;
    case 'customControl':
      return `requires a custom control, which ${CUSTOM_CONTROL_FAILS}`;
    case 'reportOnly':
      return gap.policy !== null && known.managed?.includes(gap.policy)
        ? `is report-only; ${MICROSOFT_TURNS_ON}`
        : 'is report-only';
    case 'disabled':
      return 'is off';
  }
}

const DEFAULTS =
  'require MFA of administrators always, and of other users only if Microsoft considers it necessary';

function excludedApp(who: EveryoneAt): string {
  switch (who.app) {
    case 'is':
      return `excludes ${shown(identifierInWords(who.name))}`;
    case 'maybe':
      return `excludes ${shown(who.name)}, which may be the app`;
    case 'filter':
      return 'has a filter that may exclude the app';
  }
}

function signIns(who: SignInsWith): string {
  if (who.condition !== 'location' || who.values.join() !== 'AllTrusted')
    return shown(signInsWith(who, identifierInWords));
  return who.is === 'inside'
    ? 'sign-ins from trusted locations'
    : 'sign-ins from outside the trusted locations';
}

function shown(text: string): string {
  return plainText(text, 200);
}

/** A group or a role with its people, as far as both are known. */
function withPeople(id: string, why: Members, names: Names): string {
  const { one, person, empty } = NOUNS[why];
  const people = Object.hasOwn(names, id) ? names[id]?.people : undefined;
  return `excludes the ${one} ${nameOf(id, names)}${people ? ` (${peopleInWords(people, { person, empty })})` : ''}`;
}

function peopleInWords(
  { count, isMore, some }: People,
  { person, empty }: { readonly person: string; readonly empty: string },
): string {
  if (count === 0 && !isMore) return empty;
  const all = `${isMore ? 'more than ' : ''}${counted(count, person)}`;
  const list = some.map((one) => plainText(one, 60)).join(', ');
  if (list === '') return all;
  return `${all}: ${list}${count > some.length || isMore ? ' and others' : ''}`;
}

function nameOf(id: string, names: Names): string {
  const named = Object.hasOwn(names, id) ? names[id]?.name : undefined;
  const role = Object.hasOwn(ROLE_NAMES, id) ? ROLE_NAMES[id] : undefined;
  return plainText(named ?? role ?? id, 100);
}

/** The policy that has the gap; `No policy` or `Security defaults` if none does. */
export function blamed({ policy, why }: Gap, known: Known): string {
  if (policy === null) return why === 'notIncluded' ? 'No policy' : 'Security defaults';
  return policyName(policy, known);
}

export function policyName(id: string, { policies }: Known): string {
  return plainText((Object.hasOwn(policies, id) ? policies[id] : undefined) ?? id, 100);
}

export function personName(id: string, { people, names }: Known): string {
  const person = Object.hasOwn(people, id) ? people[id] : undefined;
  const named = Object.hasOwn(names, id) ? names[id] : undefined;
  if (person === undefined) return plainText(named?.name ?? id, 80);
  return `${accountName({ userId: id, ...person }).name}${kindInWords(person)}`;
}

/** A person needs no label. */
function kindInWords({ kind }: KnownPerson): string {
  return kind === 'person' ? '' : ` (${KIND_WORDS[kind].toLowerCase()})`;
}
