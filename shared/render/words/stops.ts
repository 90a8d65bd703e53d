import type { LastSignal } from '../../domain/account/account';
import type { Changes } from '../../domain/account/changes';
import type { Signal } from '../../domain/verdict/verdict';
import { inDigits } from './counted';

/** Why a sign-in was stopped; blames the sign-in, never the person. Read after a colon. */
export const SIGNAL_WORDS = {
  mustRegister: 'a method had to be registered first',
  mfaFailed: 'MFA was not completed',
  blocked: 'a policy blocked it',
  passwordFailed: 'the password was not accepted',
} as const satisfies Record<Signal, string>;

export function stopInWords({ signal, at }: LastSignal, showTime: (iso: string) => string): string {
  return `Stopped on ${showTime(at)}: ${SIGNAL_WORDS[signal]}.`;
}

/** How often Azure denied its changes to resources; `null` if never. */
export function deniedInWords(changes: Changes | null, showTime: (iso: string) => string): string | null {
  if (changes === null || changes.lastDenied === null) return null;
  const times = changes.denied === 1 ? 'once' : `${inDigits(changes.denied)} times`;
  const atLeast = changes.isAtLeast ? 'at least ' : '';
  return `Azure denied the account's changes to resources ${atLeast}${times} for lack of MFA, last on ${showTime(changes.lastDenied)}.`;
}
