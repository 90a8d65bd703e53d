import type { AccountState, AccountView } from '../account/account';
import { worstFirst } from '../account/accountOrder';
import { isBeingStopped, isListed, lastStopOf } from '../account/accountView';
import { countEffects, isConcerned } from '../account/effectCounts';
import { isNote, type Problem } from '../problem';
import type { DigestContent } from './digest';
import { effectParts } from './effectParts';
import { firstSteps, isBreakGlassUsed } from './firstSteps';

export type DigestFacts = Pick<
  DigestContent,
  | 'localDay'
  | 'tenantName'
  | 'weekAgo'
  | 'timeZone'
  | 'cloud'
  | 'assumedPhases'
  | 'phoneOnly'
  | 'readUntil'
  | 'coverage'
  | 'microsoft'
  | 'breakGlass'
  | 'problems'
  | 'unreached'
  | 'reportUrl'
  | 'appNames'
> & {
  /** Every known account, its state already compared with `sent`. */
  readonly views: readonly AccountView[];
  /** The states that were last sent, by user id; `null` if no digest was ever sent. */
  readonly sent: Readonly<Record<string, AccountState>> | null;
  /** The digest lists accounts that were stopped since then, ISO 8601 UTC, except for `sentStops`. */
  readonly stoppedSince: string;
  /** The last stop of each account that a digest has listed as stopped, ISO 8601 UTC by user id. */
  readonly sentStops: Readonly<Record<string, string>>;
};

/** The content of the digest: only the changes since the last one. */
export function composeDigest(facts: DigestFacts): DigestContent {
  const { views, sent, stoppedSince, sentStops, ...head } = facts;
  // A finding that was sent and then withdrawn is news, though the account has nothing to list.
  const sorted = views
    .filter((view) => view.grace === null && (isListed(view) || wasOpen(sent?.[view.userId])))
    .sort((a, b) => Number(isBreakGlassUsed(b)) - Number(isBreakGlassUsed(a)) || worstFirst(a, b));
  const inState = (state: AccountState) => sorted.filter((view) => view.state === state);
  // An account that is stopped and does not get in is listed as stopped only.
  const news = inState('new').filter((view) => view.hasOpenFinding);
  const returned = inState('returned').filter((view) => view.hasOpenFinding);
  const resolved = inState('resolved').filter((view) => wasOpen(sent?.[view.userId]));
  const stopped = sorted.filter(
    // Excepted accounts have a section of their own.
    (view) =>
      view.state !== 'excepted' &&
      isBeingStopped(view, stoppedSince) &&
      isLater(lastStopOf(view), sentStops[view.userId]),
  );
  const excepted = inState('excepted');
  const newlyExcepted = excepted.filter((view) => sent?.[view.userId] !== 'excepted');
  return {
    ...head,
    effects: countEffects(views),
    parts: effectParts(views),
    administrators: sorted.filter((view) => view.roles.length > 0 && isConcerned(view)),
    firstSteps: firstSteps(sorted),
    first: sent === null,
    quiet:
      [news, returned, resolved, stopped, newlyExcepted, head.microsoft.notices].every(
        (group) => group.length === 0,
      ) &&
      head.microsoft.enforcement === null &&
      !isChanged(head.coverage) &&
      !isBroken(head.problems),
    news,
    returned,
    resolved,
    stopped,
    excepted,
    newlyExcepted: newlyExcepted.length,
    // One that is stopped by now counts too: it was reported, and no digest has reported that it is over.
    ongoing: inState('ongoing').filter(isConcerned).length,
  };
}

/**
 * The states that have been sent once this digest is out, of every account that any digest has listed: the next digest
 * compares with them.
 */
export function sentAfter(
  views: readonly AccountView[],
  sent: Readonly<Record<string, AccountState>>,
): Readonly<Record<string, AccountState>> {
  const next: Record<string, AccountState> = {};
  for (const { userId, effect, state: shown, hasOpenFinding, grace } of views) {
    const before = sent[userId];
    // The first digest after the grace compares with the last one before it.
    if (grace !== null) {
      if (before !== undefined) next[userId] = before;
      continue;
    }
    // A break-glass account is never shown as resolved. But when it gets in, that is news if it did not before.
    const state = shown === 'ongoing' && effect.kind === 'none' ? 'resolved' : shown;
    const isArrival = state === 'new' || state === 'returned';
    if (isArrival && !hasOpenFinding) {
      if (before !== undefined) next[userId] = before;
    } else if (state !== 'resolved' || before !== undefined) next[userId] = state;
  }
  return next;
}

/**
 * The stops that have been sent once this digest is out. A stop that appears late is not among them, so the next digest
 * lists it.
 *
 * @param sent the stops that had been sent before
 * @param since older ones are left out, ISO 8601 UTC: no digest will look back that far
 */
export function sentStopsAfter(
  stopped: readonly AccountView[],
  sent: Readonly<Record<string, string>>,
  since: string,
): Readonly<Record<string, string>> {
  const now = stopped.flatMap((view): [string, string][] => {
    const stop = lastStopOf(view);
    return stop === null ? [] : [[view.userId, stop]];
  });
  return Object.fromEntries([...Object.entries(sent), ...now].filter(([, at]) => at >= since));
}

function isLater(stop: string | null, sent: string | undefined): boolean {
  return stop !== null && (sent === undefined || stop > sent);
}

/**
 * A problem that keeps the watch from reading or reporting is sent every day until it is fixed: silence must mean that
 * all is well.
 */
function isBroken(problems: readonly Problem[]): boolean {
  return problems.some((problem) => !isNote(problem) && problem.code !== 'recordsRejected');
}

/** The first reading of coverage is no change; it is sent along with other news. */
function isChanged(coverage: DigestContent['coverage']): boolean {
  return coverage !== null && coverage.trend !== 'first';
}

function wasOpen(state: AccountState | undefined): boolean {
  return state !== undefined && state !== 'resolved';
}
