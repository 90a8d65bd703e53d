import type { Audience, Reach } from '../../domain/coverage/audiences';
import type { BreakGlassCell } from '../../domain/coverage/matrix';
import type { Tone } from '../tones';
import { counted, inDigits } from './counted';

export const MATRIX_CAPTION = 'Enforced apps, and of whom your own policies require MFA there';
export const MATRIX_NOTE =
  'The numbers of people, guests and Global Administrators count the listed accounts that use the app. Workload identities are exempt.';

export const AUDIENCE_WORDS = {
  members: 'Members',
  guests: 'Guests',
  globalAdministrators: 'Global Administrators',
  otherAdministrators: 'Other administrators',
} as const satisfies Record<Audience, string>;
export const BREAK_GLASS_COLUMN = 'Break-glass accounts';

/** Read before one of the words below. */
export const REQUIRED_OF = 'MFA required of';

/** Who of an audience must do MFA. */
export const REACH_WORDS = {
  everyone: 'Everyone',
  exceptExcluded: 'All but excluded',
  someone: 'Some',
  perhaps: 'Some at most',
  reportOnly: 'Report-only',
  none: 'Nobody',
} as const satisfies Record<Reach, string>;
export const NOT_KNOWN = 'Not known';

export const REACH_TONES = {
  everyone: 'good',
  exceptExcluded: 'warn',
  someone: 'warn',
  perhaps: 'warn',
  reportOnly: 'info',
  none: 'bad',
} as const satisfies Record<Reach, Tone>;

/** The words that need to be explained, as far as they are shown. */
export const REACH_MEANINGS: Readonly<Partial<Record<Reach, string>>> = {
  exceptExcluded: 'everyone whom no policy excludes by user, group or role',
  someone: 'not of all of them, or not under all conditions',
  perhaps: 'policies name groups or users, and perhaps none of these',
  reportOnly: 'nobody yet, as the policy is report-only',
};

export function breakGlassInWords({ accounts, excluded, reach }: BreakGlassCell): string {
  if (excluded.length === accounts) return 'Excluded';
  if (excluded.length > 0) return `${inDigits(excluded.length)} of ${inDigits(accounts)} excluded`;
  return reach === null ? NOT_KNOWN : REACH_WORDS[reach];
}

export function listedInWords(who: Audience, listed: number): string {
  switch (who) {
    case 'members':
      return counted(listed, 'person', 'people');
    case 'guests':
      return counted(listed, 'guest');
    case 'globalAdministrators':
    case 'otherAdministrators':
      return counted(listed, 'account');
  }
}
