import type { AccountFacts } from '../shared/domain/account/accountFacts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import type { MailFacts } from './mailFacts';
import type { Standing } from './standing';

export type Known = {
  /** All users in the log, and where each stands at the end. */
  readonly userIds: readonly string[];
  readonly standing: (userId: string) => Standing;
  /** Every stop in the log, and every denied change: user id and time. */
  readonly stops: ReadonlySet<string>;
  /** Users with denied changes to Azure resources. */
  readonly denied: ReadonlySet<string>;
  /** The last stop of each account that no MFA followed, if the log showed it soon. */
  readonly lastStops: readonly { readonly userId: string; readonly at: string }[];
  readonly clocksAreRight: boolean;
  /** User ids. No mail reports one of them as resolved, and it is not counted while it does not get in. */
  readonly breakGlass: ReadonlySet<string>;
};

export type Received = { readonly facts: MailFacts; readonly at: number };

/** Longer than any run lasts, with a call that was under way when it ended. */
const RUN_MS = 12 * MINUTE_MS;
const POLL_LATE_MS = 2 * HOUR_MS;
const SETTLING_MS = 2 * HOUR_MS;

/** What is wrong with the facts that one reader received, day by day. */
export function wrongFacts(mails: readonly Received[], known: Known): string[] {
  return [
    ...wrongStates(mails, known),
    ...wrongStops(mails, known),
    ...mails.flatMap(({ facts }) => wrongEffects(facts, known)),
    ...mails.flatMap((mail, index) => [
      ...(mail.facts.first === (index === 0)
        ? []
        : [`${mail.facts.localDay} calls itself the first digest, or does not, and is wrong`]),
      ...wrongQuiet(mail.facts),
      ...wrongProblems(mail, known),
    ]),
  ];
}

/** A mail reports each account when it opens and when it is over, once each, and counts it in between. */
function wrongStates(mails: readonly Received[], { userIds, standing, breakGlass }: Known): string[] {
  const wrong: string[] = [];
  const state = new Map<string, 'open' | 'over'>();
  for (const { facts } of mails) {
    const { localDay, news, returned, resolved } = facts;
    const open = [...state].flatMap(([userId, one]) => (one === 'open' ? [userId] : []));
    const most = open.length - resolved.length;
    const least = most - open.filter((userId) => breakGlass.has(userId)).length;
    if (facts.ongoing < least || facts.ongoing > most)
      wrong.push(`${localDay} counts ${facts.ongoing} ongoing, not ${least} to ${most}`);
    const step = (userId: string, from: 'open' | 'over' | undefined, to: 'open' | 'over') => {
      const isKnown = state.get(userId) === from || (from === 'over' && breakGlass.has(userId));
      if (!isKnown)
        wrong.push(`${localDay} reports ${userId} as if it had been ${from}, not ${state.get(userId)}`);
      state.set(userId, to);
    };
    for (const userId of news) step(userId, undefined, 'open');
    for (const userId of returned) step(userId, 'over', 'open');
    for (const userId of resolved) step(userId, 'open', 'over');
  }
  for (const userId of userIds) {
    if (standing(userId) === 'open' && state.get(userId) !== 'open')
      wrong.push(`${userId} is open and no mail reported it`);
  }
  for (const [userId, last] of state) {
    if (last === 'open' && standing(userId) === 'over' && !breakGlass.has(userId))
      wrong.push(`${userId} was last reported as open and is not`);
  }
  return wrong;
}

/** Each open account counts in the headline; beside these, only accounts that were ever stopped do. */
function wrongEffects(
  { localDay, affected, administrators, news, returned, ongoing }: MailFacts,
  { stops, breakGlass }: Known,
): string[] {
  const open = news.length + returned.length + ongoing;
  const stoppable = new Set([...stops].map((stop) => stop.split(' ')[0])).size;
  return [
    ...(affected >= open && affected <= open + stoppable + breakGlass.size
      ? []
      : [
          `${localDay} counts ${affected} accounts in its headline, with ${open} open and ${stoppable} ever stopped`,
        ]),
    ...(administrators <= affected ? [] : [`${localDay} counts more administrators than accounts`]),
  ];
}

/** Each reported stop was one, and each stop that must be reported was, once. */
function wrongStops(mails: readonly Received[], known: Known): string[] {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const latest = new Map<string, string>();
  for (const { facts } of mails) {
    for (const { userId, at } of facts.stopped) {
      if (at > (latest.get(userId) ?? '')) latest.set(userId, at);
      const stop = stopOf(userId, at);
      if (!known.stops.has(stop)) wrong.push(`${facts.localDay} reports a stop that was none: ${stop}`);
      if (known.clocksAreRight && seen.has(stop)) wrong.push(`${facts.localDay} reports ${stop} again`);
      seen.add(stop);
    }
  }
  const [first] = mails;
  if (first === undefined || !known.clocksAreRight) return wrong;
  // A stop before the first digest may be too long ago for it.
  const since = first.facts.readUntil === null ? isoTime(first.at) : settledBy(first.facts.readUntil);
  for (const { userId, at } of known.lastStops) {
    // An account that was reported for a denied change is stopped already: an earlier stop at sign-in adds nothing.
    const isCovered = known.denied.has(userId) && (latest.get(userId) ?? '') > at;
    if (at >= since && !seen.has(stopOf(userId, at)) && !isCovered)
      wrong.push(`no mail reported the stop of ${userId} at ${at}`);
  }
  return wrong;
}

function settledBy(readUntil: string): string {
  return isoTime(Date.parse(readUntil) - SETTLING_MS);
}

export function stopOf(userId: string, at: string): string {
  return `${userId} at ${at}`;
}

const HARMLESS = new Set(['recordsRejected', 'notEnforcedInCloud', 'filterInPieces']);

function wrongQuiet({
  localDay,
  quiet,
  news,
  returned,
  resolved,
  stopped,
  problems,
  ofTenant,
}: MailFacts): string[] {
  const isQuiet =
    !ofTenant &&
    [news, returned, resolved, stopped].every((group) => group.length === 0) &&
    problems.every((code) => HARMLESS.has(code));
  return quiet === isQuiet ? [] : [`${localDay} is ${quiet ? '' : 'not '}quiet, and is wrong`];
}

/** A digest whose data are old says so. */
function wrongProblems({ facts, at }: Received, { clocksAreRight }: Known): string[] {
  const { readUntil, problems, localDay } = facts;
  if (readUntil === null)
    return problems.includes('neverPolled') ? [] : [`${localDay} hides that nothing was read`];
  const isLate = at - RUN_MS - Date.parse(readUntil) > POLL_LATE_MS;
  return !clocksAreRight || !isLate || problems.some((code) => code === 'pollLate' || code === 'neverPolled')
    ? []
    : [`${localDay}, delivered at ${isoTime(at)}, hides that it was read until ${readUntil}`];
}

/** The last stop of an account, unless MFA followed. */
export function lastStopOf({ userId, lastSignal, apps }: AccountFacts) {
  if (lastSignal === null || lastSignal.signal === 'passwordFailed') return null;
  const isOver = Object.values(apps).some(({ lastMfa }) => lastMfa !== null && lastMfa >= lastSignal.at);
  return isOver ? null : { userId, at: lastSignal.at };
}
