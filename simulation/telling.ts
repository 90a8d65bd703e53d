import type { AccountFacts } from '../shared/domain/account/accountFacts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import type { Standing } from './standing';
import type { Told } from './told';

export type Known = {
  /** Everybody whom the log shows, and where each stands at the end. */
  readonly userIds: readonly string[];
  readonly standing: (userId: string) => Standing;
  /** Every stop in the log, and every denied change: user id and time. */
  readonly stops: ReadonlySet<string>;
  /** Whose changes to Azure resources were denied. */
  readonly denied: ReadonlySet<string>;
  /** Stops that nothing followed and whose record came soon: each must have been told. */
  readonly lastStops: readonly { readonly userId: string; readonly at: string }[];
  readonly clocksAreRight: boolean;
};

export type Received = { readonly told: Told; readonly at: number };

/** Longer than any run lasts. */
const RUN_MS = 10 * MINUTE_MS;
const POLL_LATE_MS = 2 * HOUR_MS;
const SETTLING_MS = 2 * HOUR_MS;

/** What is wrong with what one reader was told, day by day. */
export function wrongTelling(mails: readonly Received[], known: Known): string[] {
  return [
    ...wrongStates(mails, known),
    ...wrongStops(mails, known),
    ...mails.flatMap((mail, index) => [
      ...(mail.told.first === (index === 0) ? [] : [`${mail.told.localDay} is said to be the first or not`]),
      ...wrongQuiet(mail.told),
      ...wrongProblems(mail, known),
    ]),
  ];
}

/** Each account is told of when it opens and when it is over, once each, and counted in between. */
function wrongStates(mails: readonly Received[], { userIds, standing }: Known): string[] {
  const wrong: string[] = [];
  const state = new Map<string, 'open' | 'over'>();
  for (const { told } of mails) {
    const { localDay, news, returned, resolved } = told;
    const ongoing = [...state.values()].filter((one) => one === 'open').length - resolved.length;
    if (told.ongoing !== ongoing) wrong.push(`${localDay} counts ${told.ongoing} ongoing, not ${ongoing}`);
    const step = (userId: string, from: 'open' | 'over' | undefined, to: 'open' | 'over') => {
      if (state.get(userId) !== from)
        wrong.push(`${localDay} tells of ${userId} as if it had been ${from}, not ${state.get(userId)}`);
      state.set(userId, to);
    };
    for (const userId of news) step(userId, undefined, 'open');
    for (const userId of returned) step(userId, 'over', 'open');
    for (const userId of resolved) step(userId, 'open', 'over');
  }
  for (const userId of userIds) {
    if (standing(userId) === 'open' && state.get(userId) !== 'open')
      wrong.push(`${userId} is open and was not told of`);
  }
  for (const [userId, last] of state) {
    if (last === 'open' && standing(userId) === 'over')
      wrong.push(`${userId} was last told of as open and is not`);
  }
  return wrong;
}

/** Each stop that was told was one, and each that must be told was, once. */
function wrongStops(mails: readonly Received[], known: Known): string[] {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const latest = new Map<string, string>();
  for (const { told } of mails) {
    for (const { userId, at } of told.stopped) {
      if (at > (latest.get(userId) ?? '')) latest.set(userId, at);
      const stop = stopOf(userId, at);
      if (!known.stops.has(stop)) wrong.push(`${told.localDay} tells of a stop that was none: ${stop}`);
      if (known.clocksAreRight && seen.has(stop)) wrong.push(`${told.localDay} tells again of ${stop}`);
      seen.add(stop);
    }
  }
  const [first] = mails;
  if (first === undefined || !known.clocksAreRight) return wrong;
  // What was before the first digest may be too long ago for it.
  const since = first.told.readUntil === null ? isoTime(first.at) : settledBy(first.told.readUntil);
  for (const { userId, at } of known.lastStops) {
    // Whoever was told of by a denied change is stopped already: an earlier stop at sign-in adds nothing.
    const isCovered = known.denied.has(userId) && (latest.get(userId) ?? '') > at;
    if (at >= since && !seen.has(stopOf(userId, at)) && !isCovered)
      wrong.push(`nobody was told of the stop of ${userId} at ${at}`);
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
}: Told): string[] {
  const isQuiet =
    !ofTenant &&
    [news, returned, resolved, stopped].every((group) => group.length === 0) &&
    problems.every((code) => HARMLESS.has(code));
  return quiet === isQuiet ? [] : [`${localDay} is ${quiet ? '' : 'not '}told as quiet`];
}

/** A digest whose data are old says so. */
function wrongProblems({ told, at }: Received, { clocksAreRight }: Known): string[] {
  const { readUntil, problems, localDay } = told;
  if (readUntil === null)
    return problems.includes('neverPolled') ? [] : [`${localDay} hides that nothing was read`];
  const isLate = at - RUN_MS - Date.parse(readUntil) > POLL_LATE_MS;
  return !clocksAreRight || !isLate || problems.some((code) => code === 'pollLate' || code === 'neverPolled')
    ? []
    : [`${localDay} hides how old it is`];
}

/** The last stop of an account, unless MFA followed. */
export function lastStopOf({ userId, lastSignal, apps }: AccountFacts) {
  if (lastSignal === null || lastSignal.signal === 'passwordFailed') return null;
  const isOver = Object.values(apps).some(({ lastMfa }) => lastMfa !== null && lastMfa >= lastSignal.at);
  return isOver ? null : { userId, at: lastSignal.at };
}
