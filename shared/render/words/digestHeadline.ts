import type { DigestContent } from '../../domain/digest/digest';
import { counted, inDigits } from './counted';

export const UNREAD = 'the sign-in log has not been read yet';

/** Two sentences without a full stop: what hurts most, and the rest; `rest` is `null` if there is none. */
export type Headline = { readonly main: string; readonly rest: string | null };

type Counted = Pick<DigestContent, 'readUntil' | 'effects' | 'parts' | 'stopped'>;

/** `3 people cannot sign in, 2 administrators get in with a password alone`, and `12 others get in without proven MFA`. */
export function digestHeadline({ readUntil, ...counts }: Counted): Headline {
  if (readUntil === null) return { main: UNREAD, rest: null };
  const grave = [lockedOut(counts), otherwiseStopped(counts), administratorsIn(counts)].filter(isSaid);
  const others = [othersIn(counts), readers(counts)].filter(isSaid);
  const [first, ...next] = others;
  if (grave.length > 0)
    return { main: grave.join(', '), rest: first === undefined ? null : others.join(', ') };
  if (first === undefined) return { main: nobody(counts), rest: null };
  return { main: first, rest: next.length === 0 ? null : next.join(', ') };
}

type Effects = Pick<Counted, 'effects' | 'parts'>;

/** A policy may block sign-ins for another reason than MFA: the digest lists them, and the numbers do not count them. */
function nobody({ stopped }: Pick<Counted, 'stopped'>): string {
  return stopped.length === 0 ? 'nobody is stopped or gets in without MFA' : 'nobody gets in without MFA';
}

/** The same for a subject. */
export function nobodyInBrief({ stopped }: Pick<Counted, 'stopped'>): string {
  return stopped.length === 0 ? 'nobody stopped or in without MFA' : 'nobody in without MFA';
}

function lockedOut({ parts: { lockedOut: out } }: Effects): string | null {
  if (out.stopped === 0) return null;
  const admins = out.privileged.stopped;
  const among = admins === 0 ? '' : ` (${counted(admins, 'administrator')})`;
  return `${counted(out.stopped, 'person', 'people')}${among} cannot sign in`;
}

function otherwiseStopped({ effects, parts }: Effects): string | null {
  const left = effects.stopped - parts.lockedOut.stopped;
  if (left === 0) return null;
  const noun = left === parts.scripts.stopped ? 'script' : 'account';
  return `${counted(left, noun)} ${left === 1 ? 'is' : 'are'} stopped`;
}

/** With a password alone if any is: that is the gravest way in. */
function administratorsIn({ effects, parts }: Effects): string | null {
  const { count, how } = gravestAdministrators({ effects, parts });
  if (count === 0) return null;
  const way = how === 'password' ? 'with a password alone' : 'without proven MFA';
  return `${counted(count, 'administrator')} ${getIn(count)} ${way}`;
}

function gravestAdministrators({ effects, parts }: Effects) {
  const byPassword = parts.byPassword.privileged.getsIn;
  return byPassword > 0
    ? { count: byPassword, how: 'password' as const }
    : { count: effects.privileged.getsIn, how: 'noMfa' as const };
}

function othersIn(counts: Effects): string | null {
  const said = gravestAdministrators(counts).count;
  const left = counts.effects.getsIn - said;
  if (left === 0) return null;
  return `${said > 0 ? counted(left, 'other') : counted(left, 'account')} ${getIn(left)} without proven MFA`;
}

function readers({ effects: { readsOnly } }: Effects): string | null {
  return readsOnly === 0 ? null : `${counted(readsOnly, 'account')} can only read`;
}

function getIn(count: number): string {
  return count === 1 ? 'gets in' : 'get in';
}

function isSaid(text: string | null): text is string {
  return text !== null;
}

/** The gravest numbers for a subject: `4 stopped, 1 admin in by password`; `null` if there are none. */
export function graveInBrief({ effects, parts }: Effects): string | null {
  const { count, how } = gravestAdministrators({ effects, parts });
  const parts1 = [
    ...(effects.stopped === 0 ? [] : [`${inDigits(effects.stopped)} stopped`]),
    ...(count === 0
      ? []
      : [`${counted(count, 'admin')} in ${how === 'password' ? 'by password' : 'without MFA'}`]),
  ];
  return parts1.length === 0 ? null : parts1.join(', ');
}

/** The other numbers: `13 get in, 9 only read`; `null` if there are none. */
export function restInBrief({ effects: { getsIn, readsOnly } }: Pick<Counted, 'effects'>): string | null {
  return numbersInBrief(getsIn === 0 ? null : `${inDigits(getsIn)} ${getIn(getsIn)}`, readsOnly);
}

/** The same after the gravest numbers, without the administrators that these count: `9 others get in, 9 only read`. */
export function othersInBrief(counts: Effects): string | null {
  const said = gravestAdministrators(counts).count;
  if (said === 0) return restInBrief(counts);
  const left = counts.effects.getsIn - said;
  const others = left === 0 ? null : `${counted(left, 'other')} ${getIn(left)}`;
  return numbersInBrief(others, counts.effects.readsOnly);
}

function numbersInBrief(getters: string | null, readsOnly: number): string | null {
  const numbers = [
    ...(getters === null ? [] : [getters]),
    ...(readsOnly === 0 ? [] : [`${inDigits(readsOnly)} only ${readsOnly === 1 ? 'reads' : 'read'}`]),
  ];
  return numbers.length === 0 ? null : numbers.join(', ');
}
