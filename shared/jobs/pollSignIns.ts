import type { AppIndex } from '../domain/apps/enforcedApps';
import type { Checkpoint, CheckpointKind, StoredCheckpoint } from '../domain/polling/checkpoint';
import { backfillSpan, FIRST_BACKFILL_MS, nextLength, recentPlan } from '../domain/polling/pollPlan';
import { DAY_MS, isoTime, type Span } from '../domain/polling/span';
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

export type PollSummary = {
  readonly spans: number;
  readonly read: number;
  readonly rejected: number;
  /** Of what was read in this run, the overlap with earlier ones included. */
  readonly byVerdict: VerdictCounts;
  readonly findings: number;
  readonly written: number;
  readonly removed: number;
  readonly transactions: number;
  readonly readUntil: string;
  /** How far back the log has been read. */
  readonly readFrom: string;
  /** False when the backfill, or a catching up, goes on in the next run. */
  readonly complete: boolean;
};

/**
 * Reads what is new in the sign-in log, re-reads what may have changed, goes on with the backfill, stores what it
 * finds. Each checkpoint moves only after all of its span is stored.
 */
export async function pollSignIns(deps: PollDeps, now: Date): Promise<PollSummary> {
  try {
    const summary = await poll(deps, now.getTime());
    await noteRun(deps, []);
    return summary;
  } catch (error) {
    // Where even the note fails, the first error is the one to see.
    await noteRun(deps, [deps.problemOf(error) ?? pollFailed(error)]).catch(() => undefined);
    throw error;
  }
}

type Run = {
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

async function poll(deps: PollDeps, now: number): Promise<PollSummary> {
  const started = deps.clock();
  const run: Run = {
    deps,
    now,
    keptFrom: now - deps.keptDays * DAY_MS,
    tenantId: await deps.readTenantId(),
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
  const recent = await pollRecent(run);
  const backfill = await pollBackfill(run, recent.oldest);
  return {
    ...run.totals,
    readUntil: isoTime(recent.until),
    readFrom: isoTime(backfill),
    complete: recent.complete && backfill <= run.keptFrom,
  };
}

async function pollRecent(run: Run): Promise<{ until: number; oldest: number; complete: boolean }> {
  const { deps, now } = run;
  const recent = await deps.readCheckpoint('recent');
  const sweep = await deps.readCheckpoint('sweep');
  const progress = { recent: timeOf(recent), sweep: timeOf(sweep) };
  const plan = recentPlan(progress, now, run.keptFrom);
  const oldest = plan.spans[0]?.from ?? now;
  let etag = recent?.etag ?? null;
  let until = progress.recent ?? oldest;
  for (const [index, span] of plan.spans.entries()) {
    // At least one span a run, or a slow tenant would never get ahead.
    if (index > 0 && run.outOfTime()) return { until, oldest, complete: false };
    await readAndStore(run, span, until);
    until = Math.max(until, span.to);
    const moved = await deps.moveCheckpoint('recent', { at: isoTime(until), problems: [] }, etag);
    // Another run is ahead: it stores the same, so the rest is its work.
    if (!moved) return { until, oldest, complete: false };
    etag = (await deps.readCheckpoint('recent'))?.etag ?? null;
  }
  if (plan.isSweep || progress.recent === null) {
    await deps.moveCheckpoint('sweep', { at: isoTime(now), problems: [] }, sweep?.etag ?? null);
  }
  return { until, oldest, complete: true };
}

/** Goes back in time until all that is kept has been read; returns how far back it is now. */
async function pollBackfill(run: Run, oldestRead: number): Promise<number> {
  const { deps } = run;
  let stored = await deps.readCheckpoint('backfill');
  let reached = timeOf(stored) ?? oldestRead;
  let length = FIRST_BACKFILL_MS;
  while (!run.outOfTime()) {
    const span = backfillSpan(reached, run.keptFrom, length);
    if (span === null) break;
    const started = deps.clock();
    await readAndStore(run, span, run.now);
    const to: Checkpoint = { at: isoTime(span.from), problems: [] };
    if (!(await deps.moveCheckpoint('backfill', to, stored?.etag ?? null))) break;
    stored = await deps.readCheckpoint('backfill');
    reached = span.from;
    length = nextLength(length, deps.clock() - started);
  }
  return reached;
}

async function readAndStore(run: Run, span: Span, readUntil: number): Promise<void> {
  const { deps, now, tenantId, totals } = run;
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
}

/** For health: a lost race is another run's word, which is as good. */
async function noteRun(deps: PollDeps, problems: readonly Problem[]): Promise<void> {
  const stored = await deps.readCheckpoint('run');
  await deps.moveCheckpoint('run', { at: isoTime(deps.clock()), problems }, stored?.etag ?? null);
}

function timeOf(checkpoint: Checkpoint | null): number | null {
  return checkpoint && Date.parse(checkpoint.at);
}

/** Errors of our own say what to do and name nobody; any other is left to the log. */
function pollFailed(error: unknown): Problem {
  const known = error instanceof Error && 'code' in error;
  return {
    code: 'pollFailed',
    sentence: known ? `The last poll failed: ${error.message}` : 'The last poll of the sign-in log failed.',
    mend: 'Look at the log of the function pollSignIns; the next poll tries again.',
  };
}
