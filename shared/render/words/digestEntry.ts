import type { AccountView } from '../../domain/account/account';
import type { Effect } from '../../domain/account/effect';
import { type AppNames, appName } from '../appList';
import { counted, inDigits } from './counted';
import { gravestWay } from './effect';
import { rolesInWords } from './roles';
import { SIGNAL_WORDS } from './stops';

type Shown = { readonly appNames: AppNames; readonly showTime: (iso: string) => string };

const KINDS = {
  person: null,
  guest: 'guest',
  breakGlass: 'break-glass account',
  automation: 'script',
  sync: 'directory sync account',
} as const satisfies Record<AccountView['kind'], string | null>;

/** Read after the name: `Global Administrator`, `guest`; empty for a person without a role. */
export function whoInWords({ kind, roles }: Pick<AccountView, 'kind' | 'roles'>): string {
  const parts = [roles.length === 0 ? null : rolesInWords(roles), KINDS[kind]];
  return parts.filter((part) => part !== null).join(', ');
}

/** What happens to the account, where, how and when it last did, in a sentence or two; `null` if nothing is known. */
export function happenedInWords(account: AccountView, shown: Shown): string | null {
  const { effect, lastSignal } = account;
  if (effect.kind !== 'none') return effectSentence(effect, shown);
  // A policy that blocks a sign-in for another reason than MFA has no effect in numbers.
  return lastSignal && `Stopped on ${shown.showTime(lastSignal.at)}: ${SIGNAL_WORDS[lastSignal.signal]}.`;
}

function effectSentence(effect: Effect, shown: Shown): string {
  const { kind, how } = effect;
  if (how.length === 1 && how[0] === 'changes') return changesSentence(effect, shown);
  const way = gravestWay(effect);
  const verb = kind === 'stopped' ? 'Stopped' : kind === 'getsIn' ? 'Got in' : 'Can only read. Signed in';
  return `${verb} ${often(effect)}at ${where(effect.apps, shown.appNames)}${way === null ? '' : `: ${way}`}${last(effect, shown)}.`;
}

function changesSentence({ kind, times, isAtLeast, last: at }: Effect, { showTime }: Shown): string {
  const number = `${isAtLeast ? 'at least ' : ''}${counted(times, 'change')}`;
  const said =
    kind === 'stopped'
      ? `Azure refused ${number} for lack of MFA`
      : `Azure let ${number} through without MFA`;
  return `${said}${at === null ? '' : `, last ${showTime(at)}`}.`;
}

function often({ times, isAtLeast }: Effect): string {
  if (times < 2) return '';
  return `${isAtLeast ? 'at least ' : ''}${inDigits(times)} times `;
}

/** The names of apps are long: one is named, the others are counted. */
function where(apps: readonly string[], names: AppNames): string {
  const [first = '', ...others] = apps;
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other app')}`;
  return `${appName(first, names)}${more}`;
}

function last({ last: at, times }: Effect, { showTime }: Shown): string {
  if (at === null) return '';
  return times < 2 ? ` (${showTime(at)})` : `; last ${showTime(at)}`;
}
