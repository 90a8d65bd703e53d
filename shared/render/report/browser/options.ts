import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS, type Readiness } from '../../../domain/account/account';
import { ACTIONS, VERDICT_ACTIONS } from '../../../domain/account/advice';
import { plainText } from '../../../domain/plainText';
import { powerOf } from '../../../domain/roles/roles';
import { type AppNames, appName } from '../../appList';
import { inDigits } from '../../words/counted';
import { dayInWords } from '../../words/deadline';
import { KIND_WORDS } from '../../words/kind';
import { readinessInWords } from '../../words/readiness';
import { GROUP_WORDS } from '../../words/report';
import { FILTER_WORDS, NONE, NOT_IN_WORK_LIST, SEARCH } from '../../words/reportPage';
import { ANY_ROLE_WORDS, roleInWords } from '../../words/roles';
import { STATE_WORDS } from '../../words/state';
import { STEP_WORDS } from '../../words/step';
import { GROUP_KEYS } from '../accountGroups';
import { type AccountFilter, ANY_ROLE, FILTERS, type FilterName, NO_VALUE } from '../address';

export type Option = { readonly value: string; readonly text: string };

type Given = {
  readonly counts: ReadonlyMap<string, number>;
  /** The value chosen now, which stays even if no account has it; empty if none is. */
  readonly wanted: string;
  readonly appNames: AppNames;
};

/** The values of a filter that some account has, each with their number, in the order that the product shows them. */
export function optionsOf(name: FilterName, { counts, wanted, appNames }: Given): readonly Option[] {
  const values = new Set([...counts.keys(), ...(wanted === '' ? [] : [wanted])]);
  const order = orderOf(name);
  const rank = (value: string) => {
    const place = order(value);
    return value === NO_VALUE ? Number.MAX_SAFE_INTEGER : place;
  };
  return [...values]
    .map((value) => ({
      value,
      rank: rank(value),
      text: `${nameOf(name, value, appNames)} (${inDigits(counts.get(value) ?? 0)})`,
    }))
    .sort((a, b) => a.rank - b.rank || a.text.localeCompare(b.text, 'en'))
    .map(({ value, text }) => ({ value, text }));
}

/** The filters in use, for a printed list; empty if there are none. */
export function chosenInWords(filter: AccountFilter, appNames: AppNames): string {
  const search = filter.q ? [`${SEARCH}: ${plainText(filter.q)}`] : [];
  const chosen = FILTERS.flatMap((name) => {
    const value = filter[name];
    return value ? [`${FILTER_WORDS[name]}: ${nameOf(name, value, appNames)}`] : [];
  });
  return [...search, ...chosen].join('; ');
}

const ORDERS: Readonly<Partial<Record<FilterName, readonly string[]>>> = {
  effect: GROUP_KEYS,
  action: [...ACTIONS, ...VERDICT_ACTIONS],
  kind: ACCOUNT_KINDS,
  readiness: READINESS,
  state: ACCOUNT_STATES,
};

/** A smaller number comes first; equal ones are in the order of their text. */
function orderOf(name: FilterName): (value: string) => number {
  if (name === 'role') return (value) => (value === ANY_ROLE ? -1 : powerOf({ roleId: value }));
  const values = ORDERS[name];
  return (value) => values?.indexOf(value) ?? 0;
}

/** An address may hold a value that no version of the product ever wrote: it stands for itself. */
function nameOf(name: FilterName, value: string, appNames: AppNames): string {
  if (value === NO_VALUE) return name === 'action' ? NOT_IN_WORK_LIST : NONE;
  switch (name) {
    case 'effect':
      return wordsIn(GROUP_WORDS, value)?.title ?? plainText(value);
    case 'action':
      return wordsIn(STEP_WORDS, value) ?? plainText(value);
    case 'kind':
      return wordsIn(KIND_WORDS, value) ?? plainText(value);
    case 'role':
      return value === ANY_ROLE ? ANY_ROLE_WORDS : roleInWords({ roleId: value, held: 'active' });
    case 'app':
      return appName(value, appNames);
    case 'readiness':
      return isReadiness(value) ? readinessInWords(value, 'enforced') : plainText(value);
    case 'state':
      return wordsIn(STATE_WORDS, value) ?? plainText(value);
    case 'deadline':
      return Number.isNaN(Date.parse(value)) ? plainText(value) : dayInWords(value);
  }
}

function wordsIn<T>(words: Readonly<Record<string, T>>, value: string): T | null {
  return Object.hasOwn(words, value) ? (words[value] ?? null) : null;
}

function isReadiness(value: string): value is Readiness {
  return READINESS.some((one) => one === value);
}
