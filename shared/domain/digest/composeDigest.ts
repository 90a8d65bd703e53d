import type { AccountState, AccountView } from '../account/account';
import { isBeingStopped, isListed, lastStopOf, worstFirst } from '../account/accountView';
import { isNote, type Problem } from '../problem';
import type { DigestContent } from './digest';

export type DigestFacts = Pick<
  DigestContent,
  | 'localDay'
  | 'timeZone'
  | 'cloud'
  | 'readUntil'
  | 'coverage'
  | 'microsoft'
  | 'problems'
  | 'unreached'
  | 'reportUrl'
  | 'appNames'
> & {
  /** Every known account, its state already compared with `told`. */
  readonly views: readonly AccountView[];
  /** The states told in the last digest that was sent, by user id; `null` when none was ever sent. */
  readonly told: Readonly<Record<string, AccountState>> | null;
  /** Accounts stopped since then are told, ISO 8601 UTC; but see `toldStopped`. */
  readonly stoppedSince: string;
  /** When each account was stopped that has been told of as stopped, ISO 8601 UTC by user id. */
  readonly toldStopped: Readonly<Record<string, string>>;
};

/** What the digest says: only what changed since the last one. */
export function composeDigest(facts: DigestFacts): DigestContent {
  const { views, told, stoppedSince, toldStopped, ...head } = facts;
  // A finding that was told and then withdrawn leaves nothing to list, and is news all the same.
  const sorted = views.filter((view) => isListed(view) || wasOpen(told?.[view.userId])).sort(worstFirst);
  const inState = (state: AccountState) => sorted.filter((view) => view.state === state);
  // Who is stopped and does not get in is told as stopped.
  const news = inState('new').filter((view) => view.hasOpenFinding);
  const returned = inState('returned').filter((view) => view.hasOpenFinding);
  const resolved = inState('resolved').filter((view) => wasOpen(told?.[view.userId]));
  const stopped = sorted.filter(
    // What is excepted is told apart.
    (view) =>
      view.state !== 'excepted' &&
      isBeingStopped(view, stoppedSince) &&
      isLater(lastStopOf(view), toldStopped[view.userId]),
  );
  const excepted = inState('excepted');
  const newlyExcepted = excepted.filter((view) => told?.[view.userId] !== 'excepted');
  return {
    ...head,
    first: told === null,
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
    ongoing: inState('ongoing').length,
  };
}

/**
 * What is told once this digest is out: the state of every account that has been told of, so that the next digest
 * knows a change from a repetition.
 */
export function toldAfter(
  views: readonly AccountView[],
  told: Readonly<Record<string, AccountState>>,
): Readonly<Record<string, AccountState>> {
  const next: Record<string, AccountState> = {};
  for (const { userId, state, hasOpenFinding } of views) {
    const before = told[userId];
    const isArrival = state === 'new' || state === 'returned';
    if (isArrival && !hasOpenFinding) {
      if (before !== undefined) next[userId] = before;
    } else if (state !== 'resolved' || before !== undefined) next[userId] = state;
  }
  return next;
}

/**
 * When each account was stopped that has been told of as stopped, once a digest is out; a stop that appears late is told
 * all the same.
 *
 * @param told what had been told before
 * @param since older ones are left out, ISO 8601 UTC: no digest will look back that far
 */
export function stoppedAfter(
  stopped: readonly AccountView[],
  told: Readonly<Record<string, string>>,
  since: string,
): Readonly<Record<string, string>> {
  const now = stopped.flatMap((view): [string, string][] => {
    const stop = lastStopOf(view);
    return stop === null ? [] : [[view.userId, stop]];
  });
  return Object.fromEntries([...Object.entries(told), ...now].filter(([, at]) => at >= since));
}

function isLater(stop: string | null, told: string | undefined): boolean {
  return stop !== null && (told === undefined || stop > told);
}

/** What keeps the watch from seeing or telling is told every day until it is mended: silence must mean that all is well. */
function isBroken(problems: readonly Problem[]): boolean {
  return problems.some((problem) => !isNote(problem) && problem.code !== 'recordsRejected');
}

/** How things stand is told beside other news; it is none itself. */
function isChanged(coverage: DigestContent['coverage']): boolean {
  return coverage !== null && coverage.trend !== 'first';
}

function wasOpen(state: AccountState | undefined): boolean {
  return state !== undefined && state !== 'resolved';
}
