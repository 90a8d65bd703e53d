import { DAY_MS } from '../../domain/time';
import { NO_COUNTS, type VerdictCounts } from '../../domain/verdict/summary';
import { VERDICT_KINDS } from '../../domain/verdict/verdict';
import type { Slice } from './logReader';
import { type ReconcileDeps, reconcile } from './reconcile';
import { type StoreDeps, storeReading, timesOf } from './storeReading';

export type PollStoreDeps = StoreDeps & ReconcileDeps;

export type PollTotals = {
  [K in
    | 'spans'
    | 'read'
    | 'rejected'
    | 'findings'
    | 'written'
    | 'removed'
    | 'transactions'
    | 'corrected']: number;
} & { readonly byVerdict: { -readonly [K in keyof VerdictCounts]: VerdictCounts[K] } };

/** Stores the slices of one poll, and counts what they come to. */
export type PollStore = {
  readonly add: (slice: Slice) => Promise<void>;
  /** Reconciles the accounts with the findings: all of them, or those that the slices concern. */
  readonly reconcile: (isAll: boolean) => Promise<void>;
  readonly totals: () => Readonly<PollTotals>;
};

/** @param now when the run began: milliseconds since 1970-01-01 UTC */
export function pollStore(deps: PollStoreDeps, now: number): PollStore {
  const totals: PollTotals = {
    spans: 0,
    read: 0,
    rejected: 0,
    byVerdict: { ...NO_COUNTS },
    findings: 0,
    written: 0,
    removed: 0,
    transactions: 0,
    corrected: 0,
  };
  const userIds = new Set<string>();
  let oldest = Number.POSITIVE_INFINITY;
  return {
    add: async (slice) => {
      const stored = await storeReading(deps, slice, now);
      const { summary, findings } = slice.reading;
      for (const userId of stored.userIds) userIds.add(userId);
      oldest = Math.min(oldest, timesOf(slice).from);
      totals.spans++;
      totals.read += summary.read;
      totals.rejected += summary.rejected;
      for (const kind of VERDICT_KINDS) totals.byVerdict[kind] += summary.byVerdict[kind];
      totals.findings += findings.length;
      totals.written += stored.written;
      totals.removed += stored.removed;
      totals.transactions += stored.transactions;
    },
    reconcile: async (isAll) => {
      if (!isAll && userIds.size === 0) return;
      // A session that a slice shows to have proved MFA may be that of a later sign-in. Clocks differ by hours at most.
      const span = { from: isAll ? 0 : oldest, to: now + DAY_MS };
      const { removed, transactions, corrected } = await reconcile(deps, span, isAll ? null : userIds);
      totals.removed += removed;
      totals.transactions += transactions;
      totals.corrected += corrected;
    },
    totals: () => totals,
  };
}
