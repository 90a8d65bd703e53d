import type { RegistrationCounts } from '../../domain/account/registration';
import { CUSTOM_CONTROLS_END, type Deadline, daysLeft, PHONE_MFA_ENDS } from '../../domain/deadlines';
import { counted, inDigits } from './counted';

/** Read after "a custom control" or "which". */
export const CUSTOM_CONTROL_FAILS = `does not satisfy mandatory MFA, and Microsoft ends it in ${CUSTOM_CONTROLS_END.year}`;

/**
 * Why an account has a deadline, and when it is or was.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function deadlineInWords(deadline: Deadline, now: number): string {
  const user = daysLeft(deadline, now) > 0 ? 'after that the user' : 'the user';
  return `Only phone numbers are registered. Microsoft ${endsInWords(deadline, now)}; ${user} must register a passkey to get in.`;
}

/**
 * How many users have only phone numbers, and what that means.
 *
 * @param now milliseconds since 1970-01-01 UTC
 * @returns `null` if there are none, or if they have not been counted
 */
export function phoneOnlyInWords(
  { phoneOnly = 0, phoneOnlyAdmins = 0 }: Pick<RegistrationCounts, 'phoneOnly' | 'phoneOnlyAdmins'>,
  now: number,
): string | null {
  if (phoneOnly === 0) return null;
  const { others, globalAdministratorsAndExternalUsers: later } = PHONE_MFA_ENDS;
  const admins = phoneOnlyAdmins === 0 ? '' : `, ${counted(phoneOnlyAdmins, 'administrator')} among them`;
  const who = `${counted(phoneOnly, 'user')} ${phoneOnly === 1 ? 'has' : 'have'} only a phone number registered${admins}.`;
  const exempt = `for Global Administrators and external users on ${dayInWords(later.on)}`;
  const must = `${daysLeft(later, now) > 0 ? 'After that they' : 'They'} must register a passkey to get in`;
  return `${who} Microsoft ${endsInWords(others, now)}; ${exempt}. ${must}, unless the tenant pays a telephony provider of its own.`;
}

/**
 * The same for a mail, with what to do.
 *
 * @param now milliseconds since 1970-01-01 UTC
 * @param showDay writes `YYYY-MM-DD`
 * @returns `null` if there are none, or if they have not been counted
 */
export function phoneOnlyInBrief(
  { phoneOnly = 0, phoneOnlyAdmins = 0 }: Pick<RegistrationCounts, 'phoneOnly' | 'phoneOnlyAdmins'>,
  now: number,
  showDay: (day: string) => string,
): string | null {
  if (phoneOnly === 0) return null;
  const { others, globalAdministratorsAndExternalUsers: later } = PHONE_MFA_ENDS;
  const days = daysLeft(others, now);
  const admins = phoneOnlyAdmins === 0 ? '' : ` (${counted(phoneOnlyAdmins, 'administrator')})`;
  const who = `${counted(phoneOnly, 'user')}${admins} ${phoneOnly === 1 ? 'has' : 'have'} only a phone number registered.`;
  const when = `SMS and voice MFA ${days > 0 ? 'end' : 'ended'} on ${showDay(others.on)}${days > 0 ? `, in ${counted(days, 'day')}` : ''}`;
  return `${who} ${when} (Global Administrators and external users: ${showDay(later.on)}). Have them register a passkey${days > 0 ? ' before' : ''}.`;
}

function endsInWords(deadline: Pick<Deadline, 'on'>, now: number): string {
  const days = daysLeft(deadline, now);
  const verb = days > 0 ? 'stops' : 'stopped';
  const left = days > 0 ? `, in ${counted(days, 'day')}` : '';
  return `${verb} SMS and voice MFA on ${dayInWords(deadline.on)}${left}`;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `1 February 2027`. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${inDigits(Number(date))} ${MONTHS[Number(month) - 1]} ${year}`;
}
