import type { MfaAssignment } from '../../domain/enforcement/mfaPolicy';
import type { HiddenBy } from '../../domain/enforcement/seen';
import {
  type UnprovenWrite,
  type UnprovenWrites,
  writersBook,
} from '../../domain/enforcement/unprovenWrites';
import { DAY_MS, isoTime, type Span } from '../../domain/time';
import type { RefreshAt } from './part';

export type WritesDeps = {
  readonly writePages: (
    asked: { readonly subscriptionId: string; readonly span: Span },
    until: number,
  ) => AsyncIterable<readonly UnprovenWrite[]>;
  /** Why Azure shows nothing; `null` for any other error. */
  readonly hiddenBy: (error: unknown) => HiddenBy | null;
  readonly savePosture: (kind: 'writes', day: string, value: UnprovenWrites) => Promise<void>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

/** A subscription that the identity may read. */
export type SubscriptionSeen = {
  readonly id: string;
  /** MFA policies, the inherited ones included. */
  readonly assignments: readonly MfaAssignment[];
  /** Whether one of them leaves lines in the Activity Log. */
  readonly isNoted: boolean;
};

const DAYS_BACK = 7;
/** The log holds every change: a busy subscription has thousands of pages. */
const MOST_PAGES = 30;
const MOST_WRITERS = 1_000;

/**
 * Counts the users who changed resources without MFA in the last 7 days, or tried to, if a policy notes it.
 *
 * Each run counts from the beginning, so that none depends on another.
 *
 * @param subscriptions `null` if they could not be read
 * @returns `saved`, `hidden` if no subscription may be read, `notRead` if the last result is better than this one
 */
export async function refreshWrites(
  deps: WritesDeps,
  subscriptions: readonly SubscriptionSeen[] | null,
  { day, until }: RefreshAt,
): Promise<string> {
  if (subscriptions === null) return 'notRead';
  if (subscriptions.length === 0) return 'hidden';
  const now = deps.clock();
  const span = { from: now - DAYS_BACK * DAY_MS, to: now };
  const noted = subscriptions.filter(({ isNoted }) => isNoted);
  const book = writersBook();
  let read = 0;
  let isCut = false;
  for (const { id } of noted) {
    const log = await readLog(deps, { subscriptionId: id, span, until }, book.add);
    if (log.pages > 0) read++;
    isCut ||= log.isCut;
  }
  // Nothing at all was read: the last result says more.
  if (isCut && read === 0) return 'notRead';
  const writers = book.all();
  await deps.savePosture('writes', day, {
    at: isoTime(now),
    from: isoTime(span.from),
    subscriptions: subscriptions.length,
    noted: noted.length,
    read,
    isCut,
    writers: writers.slice(0, MOST_WRITERS),
  });
  return 'saved';
}

type LogAsked = { readonly subscriptionId: string; readonly span: Span; readonly until: number };

/** Cut at the limit of pages, at the limit of time, or by an error; the pages before that count. */
type LogRead = { readonly pages: number; readonly isCut: boolean };

async function readLog(
  { writePages, hiddenBy }: WritesDeps,
  { until, ...asked }: LogAsked,
  add: (write: UnprovenWrite) => void,
): Promise<LogRead> {
  let pages = 0;
  try {
    for await (const page of writePages(asked, until)) {
      for (const write of page) add(write);
      if (++pages === MOST_PAGES) return { pages, isCut: true };
    }
    return { pages, isCut: false };
  } catch (error) {
    return { pages, isCut: hiddenBy(error) === null };
  }
}
