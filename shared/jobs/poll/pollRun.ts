import type { AppIndex } from '../../domain/apps/enforcedApps';
import type { Checkpoint, CheckpointKind, Manner, StoredCheckpoint } from '../../domain/polling/checkpoint';
import { mannerNow } from '../../domain/polling/pollPlan';
import type { Remedy } from '../../domain/polling/remedy';
import type { Problem } from '../../domain/problem';
import type { SignInQuery } from '../../domain/signIn/signInQuery';
import { DAY_MS, HOUR_MS } from '../../domain/time';
import { NO_COUNTS, type VerdictCounts } from '../../domain/verdict/summary';
import type { StoreDeps } from './storeSpan';

export type PollDeps = StoreDeps & {
  readonly apps: AppIndex;
  readonly includeNonInteractive: boolean;
  /** `null` when it may not be read; then no resource counts as another tenant's. Nothing is asked after `until`. */
  readonly readTenantId: (until: number) => Promise<string | null>;
  readonly readSignIns: (query: SignInQuery, how: ReadingHow) => AsyncIterable<readonly unknown[]>;
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  /** The etag for the next move; `null` when another run moved it first. */
  readonly moveCheckpoint: (
    kind: CheckpointKind,
    to: Checkpoint,
    etag: string | null,
  ) => Promise<string | null>;
  /** How long the tenant keeps its sign-in log, at most. */
  readonly keptDays: number;
  /** Milliseconds a run may take before it leaves the rest to the next one. */
  readonly budgetMs: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** What to tell an admin of an error; `null` for one that no admin can mend. */
  readonly problemOf: (error: unknown) => Problem | null;
  /** What may help where a stretch was not read; `null` when nothing but mending does. */
  readonly remedyOf: (error: unknown) => Remedy | null;
};

export type ReadingHow = {
  /** Nothing is asked, and no wait begun, that would last beyond this: milliseconds since 1970-01-01 UTC. */
  readonly until: number;
  /** Asks one query per clause from the start. */
  readonly inPieces: boolean;
  /** Told that one query per clause is answered, and the one for all of them is not. */
  readonly onPieces: () => void;
};

/** One run of a poll, what it has learnt, and what it has come to so far. */
export type Run = {
  readonly deps: PollDeps;
  readonly now: number;
  readonly endsAt: number;
  keptFrom: number;
  tenantId: string | null;
  /** True when our own tenant's id may not be read. */
  isTenantUnread: boolean;
  manner: Manner;
  /** The shortest stretch that has been too long in this run. */
  tooLongMs: number;
  readonly reached: { until: number; from: number };
  readonly totals: Totals;
};
type Totals = {
  [K in 'spans' | 'read' | 'rejected' | 'findings' | 'written' | 'removed' | 'transactions']: number;
} & {
  readonly byVerdict: { -readonly [K in keyof VerdictCounts]: VerdictCounts[K] };
};

export function newRun(deps: PollDeps, now: number): Run {
  const keptFrom = keptSince(now, deps.keptDays * DAY_MS);
  return {
    deps,
    now,
    endsAt: deps.clock() + deps.budgetMs,
    keptFrom,
    tenantId: null,
    isTenantUnread: false,
    manner: mannerNow(undefined, now),
    tooLongMs: Number.POSITIVE_INFINITY,
    reached: { until: now, from: now },
    totals: {
      spans: 0,
      read: 0,
      rejected: 0,
      byVerdict: { ...NO_COUNTS },
      findings: 0,
      written: 0,
      removed: 0,
      transactions: 0,
    },
  };
}

export function isOutOfTime({ deps, endsAt }: Run): boolean {
  return deps.clock() >= endsAt;
}

/** An hour to spare: Graph counts from when it is asked, which is later than `now`. */
export function keptSince(now: number, keptMs: number): number {
  return now - keptMs + HOUR_MS;
}
