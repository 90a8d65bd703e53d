import { hasOnlyPhones } from './account/registeredMethods';
import { DAY_MS } from './time';

/** A date set by Microsoft. */
type Entry = {
  /** The first day after the change, UTC, `YYYY-MM-DD`. */
  readonly on: string;
  readonly source: string;
  /** The day the source was read, `YYYY-MM-DD`. */
  readonly read: string;
};

const SMS_VOICE = 'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement';
const READ = '2026-11-29';

/**
 * When Microsoft stops SMS and voice MFA, by account. Somebody whose only MFA method is a phone must then register a passkey before
 * the sign-in goes on; nobody can opt out. Internal guests belong to `others`. A tenant that pays a telephony provider of its own keeps
 * SMS and voice. (Page of 2026-09-23.)
 */
export const PHONE_MFA_ENDS = {
  globalAdministratorsAndExternalUsers: { on: '2027-07-01', source: SMS_VOICE, read: READ },
  others: { on: '2027-02-01', source: SMS_VOICE, read: READ },
} as const satisfies Record<string, Entry>;

/**
 * When Microsoft ends the custom controls of Conditional Access. Since September 2026 none can be created or changed. Learn
 * says "early 2027", message center post MC1422061 says May 2027, so only the year is certain.
 */
export const CUSTOM_CONTROLS_END = {
  year: 2027,
  source:
    'https://learn.microsoft.com/entra/identity/authentication/how-to-migrate-custom-controls-external-mfa',
  post: 'MC1422061',
  read: READ,
} as const;

/** A date from which the methods of an account no longer work. */
export type Deadline = {
  /** UTC, `YYYY-MM-DD`. */
  readonly on: string;
  readonly because: 'onlyPhoneMethods';
};

/** What decides about the deadline of an account. */
export type DeadlineFacts = {
  /** The registered methods, as the registration report names them. */
  readonly methods: readonly string[];
  readonly isGlobalAdministrator: boolean;
  /** Whether it is a guest of another tenant; an internal guest is not external. */
  readonly isExternal: boolean;
};

/** The deadline of an account, also after it has passed; `null` if there is none. */
export function deadlineOf({ methods, isGlobalAdministrator, isExternal }: DeadlineFacts): Deadline | null {
  if (!hasOnlyPhones(methods)) return null;
  const isLater = isGlobalAdministrator || isExternal;
  const { on } = PHONE_MFA_ENDS[isLater ? 'globalAdministratorsAndExternalUsers' : 'others'];
  return { on, because: 'onlyPhoneMethods' };
}

/**
 * UTC days until a deadline: 0 on its day, negative after it.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function daysLeft({ on }: Pick<Deadline, 'on'>, now: number): number {
  return Date.parse(on) / DAY_MS - Math.floor(now / DAY_MS);
}
