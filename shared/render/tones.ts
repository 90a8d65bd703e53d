import type { AccountState, Readiness } from '../domain/account/account';
import type { EffectKind } from '../domain/account/effect';
import type { VerdictKind } from '../domain/verdict/verdict';

/** The urgency of a text. Colour only repeats the words beside it. */
export type Tone = 'bad' | 'warn' | 'good' | 'info' | 'quiet';

export const VERDICT_TONES = {
  withoutMfa: 'bad',
  cannotTell: 'warn',
  mfa: 'good',
  outOfScope: 'quiet',
} as const satisfies Record<VerdictKind, Tone>;

export const EFFECT_TONES = {
  stopped: 'bad',
  getsIn: 'warn',
  readsOnly: 'info',
  none: 'quiet',
} as const satisfies Record<EffectKind, Tone>;

export const READINESS_TONES = {
  willBeStopped: 'bad',
  mustRegister: 'warn',
  unknown: 'quiet',
  providerDecides: 'quiet',
  homeTenantDecides: 'quiet',
  willBePrompted: 'good',
  usesMfa: 'good',
} as const satisfies Record<Readiness, Tone>;

export const STATE_TONES = {
  new: 'info',
  returned: 'info',
  ongoing: 'quiet',
  resolved: 'good',
  excepted: 'quiet',
} as const satisfies Record<AccountState, Tone>;
