import type { Failure, MailFault } from '../fault';
import { DAY_MS, isoTime, localTime, MINUTE_MS } from '../time';
import type { DigestEntry } from './digestLedger';

export type DigestClock = { readonly time: string; readonly timeZone: string };

/**
 * The newest local day whose digest is due at `now`: today's from its time of day on, yesterday's until then, because no
 * tick may fall between that time and midnight. Before the first try at any digest there is no yesterday: `null`.
 */
export function dueDay(now: number, clock: DigestClock, isFirst: boolean): string | null {
  const local = localTime(now, clock.timeZone);
  if (local.time >= clock.time) return local.day;
  return isFirst ? null : dayBefore(local.day);
}

export function dayBefore(day: string): string {
  return isoTime(Date.parse(day) - DAY_MS).slice(0, 10);
}

export function dayAfter(day: string): string {
  return isoTime(Date.parse(day) + DAY_MS).slice(0, 10);
}

/** A claim that is older has died: no run may last as long. A mail service that took a mail shows that by then. */
const CLAIM_MS = 15 * MINUTE_MS;
/** One try an hour: a day's worth. */
const MOST_TRIES = 24;

/** What this tick does with a day's entry. `resume`: a try died or failed; ask for its outcome before sending again. */
export type DigestStep = 'claim' | 'resume' | 'done' | 'wait' | 'giveUp';

export function stepFor(entry: DigestEntry | null, now: number): DigestStep {
  if (entry === null) return 'claim';
  switch (entry.status) {
    case 'sent':
    case 'quiet':
      return 'done';
    case 'failed':
      if (entry.tries >= MOST_TRIES) return 'giveUp';
      return isCertain(entry.reason) ? 'resume' : onceOld(entry, now);
    case 'claimed':
    case 'sending':
      return onceOld(entry, now);
  }
}

function onceOld({ at }: DigestEntry, now: number): DigestStep {
  return now - Date.parse(at) < CLAIM_MS ? 'wait' : 'resume';
}

/** Whether nothing was sent. After any other failure the mail may be out, and a service that is asked at once may not know it yet. */
function isCertain(reason: Failure | null): boolean {
  if (reason?.system !== 'watch' || reason.code !== 'notSent') return false;
  return NOT_OUT.includes(reason.mail.kind);
}

const NOT_OUT: readonly MailFault['kind'][] = [
  'mailbox',
  'refused',
  'dropped',
  'noToken',
  'outboxNotWritten',
];

/** Whether a digest with nothing new is sent as a sign of life. */
export function quietIsSent(
  whenQuiet: 'daily' | 'weekly' | 'never',
  lastSentAt: string | null,
  now: number,
): boolean {
  if (lastSentAt === null || whenQuiet === 'daily') return true;
  // An hour less than a week: the ticks of two weeks do not fall on the same second.
  return whenQuiet === 'weekly' && now - Date.parse(lastSentAt) >= 7 * DAY_MS - 60 * MINUTE_MS;
}
