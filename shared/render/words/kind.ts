import type { AccountKind } from '../../domain/account/account';
import type { KindEvidence } from '../../domain/account/kindEvidence';
import type { MinutesOfDay, Schedule } from '../../domain/account/schedule';
import { dayOf } from '../../domain/finding/finding';
import { plainText } from '../../domain/plainText';

export const KIND_WORDS = {
  person: 'Person',
  guest: 'Guest',
  breakGlass: 'Break-glass account',
  automation: 'Automation',
  sync: 'Directory sync account',
} as const satisfies Record<AccountKind, string>;

/** What shows the kind of an account, one sentence for each fact. */
export function evidenceInWords(evidence: KindEvidence): string {
  switch (evidence.code) {
    case 'namedBreakGlass':
      return 'Named in BREAK_GLASS_ACCOUNTS.';
    case 'homeTenant':
      return `Its home tenant is ${plainText(evidence.tenantId, 100)}.`;
    case 'personalAccount':
      return 'A guest with a personal Microsoft account.';
    case 'noHomeTenant':
      return 'A guest without a home tenant: signs in with Google, another provider or a passcode sent by mail.';
    case 'homeTenantNotNamed':
      return 'A guest; the log does not name its home tenant.';
    case 'syncsDirectory':
      return 'Synchronizes the directory with Microsoft Entra Connect.';
    case 'holdsSyncRole':
      return 'Holds a directory role that exists only for synchronization.';
    case 'hasSyncName':
      return 'Has the name of a directory sync account.';
    case 'neverInteractive':
      return 'Never signs in interactively.';
    case 'ropc':
      return `Signs in with ROPC (password in the request), last on ${dayOf(evidence.last)}.`;
    case 'deviceCode':
      return `Signs in with device code, last on ${dayOf(evidence.last)}.`;
    case 'scriptClient':
      return `Signs in with a script client (${evidence.client}), last on ${dayOf(evidence.last)}.`;
    case 'sameMinutes':
      return `Signs in only from minute ${evidence.from} to ${evidence.to} of the hour, in ${evidence.hours} hours of the day.`;
    case 'roundTheClock':
      return `Signs in round the clock: in ${evidence.hours} of the 24 hours of the day.`;
    case 'schedule':
      return scheduleInWords(evidence.schedule);
  }
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function scheduleInWords({ times, days, weekday, isNearly }: Schedule): string {
  const always = isNearly ? 'nearly always' : 'always';
  const on = weekday === null ? '' : ` on ${WEEKDAYS[weekday]}s`;
  const when = times.map(minutesInWords).join(' or ');
  return `Signs in unattended, ${always}${on} ${when} UTC, on ${days} days.`;
}

const DAY_MINUTES = 1_440;

/** The last minute is over when the next begins. */
function minutesInWords({ from, to }: MinutesOfDay): string {
  return `between ${clock(from)} and ${clock((to + 1) % DAY_MINUTES)}`;
}

function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
