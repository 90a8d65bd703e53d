import type { AppIndex } from '../domain/apps/enforcedApps';
import type { Checkpoint, CheckpointKind, StoredCheckpoint } from '../domain/polling/checkpoint';
import { FIRST_LENGTH_MS, nextBefore, nextLength } from '../domain/polling/pollPlan';
import { DAY_MS, HOUR_MS, type Span } from '../domain/polling/span';
import type { Problem } from '../domain/problem';
import type { SignInQuery } from '../domain/signIn/signInQuery';
import { NO_COUNTS, type VerdictCounts } from '../domain/verdict/summary';
import { VERDICT_KINDS } from '../domain/verdict/verdict';
import { type KnownSessions, readSpan } from './readSpan';
import { type StoreDeps, storeSpan } from './storeSpan';

export type PollDeps = StoreDeps & {
  readonly apps: AppIndex;
  readonly includeNonInteractive: boolean;
  /** `null` when it may not be read; then no resource counts as another tenant's. */
  readonly readTenantId: () => Promise<string | null>;
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
  readonly readSignIns: (query: SignInQuery) => AsyncIterable<readonly unknown[]>;
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  /** False when another run moved it first. */
  readonly moveCheckpoint: (kind: CheckpointKind, to: Checkpoint, etag: string | null) => Promise<boolean>;
  /** How long the tenant keeps its sign-in log. */
  readonly keptDays: number;
  /** Milliseconds a run may take before it leaves the rest to the next one. */
  readonly budgetMs: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** What to tell an admin of an error; `null` for one that no admin can mend. */
  readonly problemOf: (error: unknown) => Problem | null;
};

/** One run of a poll, and what it has come to so far. */
export type Run = {
  readonly deps: PollDeps;
  readonly now: number;
  readonly keptFrom: number;
  readonly tenantId: string | null;
  readonly outOfTime: () => boolean;
  readonly totals: Totals;
};
type Totals = {
  [K in 'spans' | 'read' | 'rejected' | 'findings' | 'written' | 'removed' | 'transactions']: number;
} & {
  readonly byVerdict: { -readonly [K in keyof VerdictCounts]: VerdictCounts[K] };
};

export function startRun(deps: PollDeps, now: number, tenantId: string | null): Run {
  const started = deps.clock();
  return {
    deps,
    now,
    tenantId,
    // An hour to spare: Graph counts from when it is asked, which is later than `now`.
    keptFrom: now - deps.keptDays * DAY_MS + HOUR_MS,
    outOfTime: () => deps.clock() - started > deps.budgetMs,
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

/**
 * Reads a span and stores what it comes to.
 *
 * @param readUntil how far the log has been read before
 * @returns how long it took, in milliseconds
 */
export async function readAndStore(run: Run, span: Span, readUntil: number): Promise<number> {
  const { deps, now, tenantId, totals } = run;
  const started = deps.clock();
  const pages = deps.readSignIns({
    span,
    appIds: [...deps.apps.byClient.keys()],
    resourceIds: [...deps.apps.byResource.keys()],
    includeNonInteractive: deps.includeNonInteractive,
    userId: null,
  });
  const reading = await readSpan(pages, { apps: deps.apps, tenantId, now, sessionsOf: deps.sessionsOf });
  const settled = await storeSpan(deps, reading, { span, readUntil, now });
  totals.spans++;
  totals.read += reading.summary.read;
  totals.rejected += reading.summary.rejected;
  for (const kind of VERDICT_KINDS) totals.byVerdict[kind] += reading.summary.byVerdict[kind];
  totals.findings += reading.findings.length;
  totals.written += settled.written;
  totals.removed += settled.removed;
  totals.transactions += settled.transactions;
  return deps.clock() - started;
}

/**
 * Reads back in time as long as there is time; returns how far it came.
 *
 * @param onRead told how far it has come after each stretch; false ends it
 */
export async function readBackwards(
  run: Run,
  { from, downTo }: { readonly from: number; readonly downTo: number },
  onRead: (reached: number) => Promise<boolean> = async () => true,
): Promise<number> {
  let reached = from;
  let length = FIRST_LENGTH_MS;
  while (!run.outOfTime()) {
    const span = nextBefore(reached, downTo, length);
    if (span === null) break;
    length = nextLength(length, await readAndStore(run, span, run.now));
    if (!(await onRead(span.from))) break;
    reached = span.from;
  }
  return reached;
}
