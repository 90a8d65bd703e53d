import type { LastSignal } from '../../domain/account/account';
import type { Signal } from '../../domain/verdict/verdict';

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
