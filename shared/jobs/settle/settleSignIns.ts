import { checkpointAt, timeOf } from '../../domain/polling/checkpoint';
import type { Problem } from '../../domain/problem';
import type { Reject } from '../../domain/signIn/reject';
import { bucketSpan, isBucketSettled } from '../../domain/stream/bucket';
import { type Hearing, heardSince, hearingNow, knownUntil } from '../../domain/stream/hearing';
import { isHeldBack, type StoredGap, type StoredMark } from '../../domain/stream/partition';
import { lastVersions, type SignInVersion } from '../../domain/stream/version';
import { isoTime } from '../../domain/time';
import { type PartCheckpoints, readParts } from '../poll/checkpointDeps';
import { judgeSignIns } from '../poll/judgePages';
import { type NotedRunDeps, notedRun } from '../poll/notedRun';
import { tenantUnread } from '../poll/pollProblems';
import type { PollSummary } from '../poll/pollSignIns';
import { type PollStore, type PollStoreDeps, pollStore } from '../poll/pollStore';
import { type FillDeps, fillGaps } from './fillGaps';
import { streamProblems } from './streamProblems';

export type SettleDeps = PollStoreDeps &
  NotedRunDeps &
  FillDeps & {
    /** The buckets with versions that are not judged finally, newest first. */
    readonly markedBuckets: () => Promise<readonly MarkedBucket[]>;
    /** Those that cannot be read any more go to `reject`. */
    readonly versionsIn: (bucket: string, reject: (reject: Reject) => void) => AsyncIterable<SignInVersion>;
    /** Each leaves the mark alone if versions came since it was read. */
    readonly noteJudged: (marked: MarkedBucket) => Promise<void>;
    readonly removeMark: (marked: MarkedBucket) => Promise<void>;
    readonly allMarks: () => Promise<readonly StoredMark[]>;
    readonly readHearing: () => Promise<StoredHearing | null>;
    readonly noteHearing: (hearing: Hearing, etag: string | null) => Promise<void>;
  };

export type MarkedBucket = { readonly bucket: string; readonly isJudged: boolean; readonly etag: string };

type StoredHearing = Hearing & { readonly etag: string };

/** One run of the timer. Times are milliseconds since 1970-01-01 UTC. */
type Run = {
  readonly deps: SettleDeps;
  readonly now: number;
  readonly endsAt: number;
  readonly parts: PartCheckpoints;
  readonly store: PollStore;
  readonly heard: { readonly last: StoredHearing | null; readonly now: Hearing };
  readonly marks: readonly StoredMark[];
  /** Up to when the log is known, but for gaps. */
  readonly knownUntil: number;
  /** The gaps that are open. */
  gaps: readonly StoredGap[];
  /** Problems that did not stop the run. */
  readonly met: Problem[];
  tenantId: string | null | undefined;
};

/**
 * Judges the sign-ins that a stream has brought: at once provisionally, finally once their records cannot change any more, and again
 * whenever another version comes. A bucket keeps its mark until it is judged finally, so a run may end anywhere, and the next one goes on.
 */
export async function settleSignIns(deps: SettleDeps, now: Date): Promise<PollSummary> {
  const run = await begin(deps, now.getTime());
  const { parts, store, heard } = run;
  const first = timeOf(parts.found.backfill) ?? run.now;
  const complete = await notedRun(deps, {
    ...{ now: run.now, parts, store },
    last: await deps.readCheckpoint('run'),
    work: () => workInTime(run),
    readable: () => heardSince(heard.last, heard.now),
    readFrom: () => first,
    pace: () => undefined,
    problems: () => [
      ...(run.tenantId === null ? [tenantUnread()] : []),
      ...streamProblems({ marks: run.marks, gaps: run.gaps, watchedSince: first }, run.now),
      ...run.met,
    ],
  });
  const { marks } = run;
  const until =
    marks.length === 0 ? first : Math.max(...marks.map(({ enqueuedAt }) => Date.parse(enqueuedAt)));
  return { ...store.totals(), readUntil: isoTime(until), readFrom: isoTime(first), complete };
}

async function begin(deps: SettleDeps, now: number): Promise<Run> {
  const parts = await readParts(deps);
  const last = await deps.readHearing();
  // Before the buckets: all that these marks promise is stored.
  const marks = await deps.allMarks();
  const hearing = hearingNow(last, marks, now);
  return {
    ...{ deps, now, parts, marks },
    endsAt: deps.clock() + deps.budgetMs,
    store: pollStore(deps, now),
    heard: { last, now: hearing },
    knownUntil: knownUntil(hearing, marks, now),
    gaps: await deps.openGaps(),
    met: [],
    tenantId: undefined,
  };
}

/** False if there is more to do in the next run. */
async function workInTime(run: Run): Promise<boolean> {
  const { deps, now } = run;
  if (!(await settleInTime(run))) return false;
  if (run.gaps.length === 0) return true;
  try {
    await fillGaps({ ...deps, budgetMs: Math.max(run.endsAt - deps.clock(), 0) }, run.gaps, now);
  } catch (error) {
    // The stream goes on without it, and the gap stays a problem until it is filled.
    const problem = deps.problemOf(error);
    if (problem !== null) run.met.push(problem);
  }
  run.gaps = await deps.openGaps();
  return true;
}

async function settleInTime(run: Run): Promise<boolean> {
  const { deps, now, parts, heard } = run;
  if (parts.found.backfill === null) await parts.move('backfill', checkpointAt(now));
  const due = (await deps.markedBuckets()).filter(
    ({ bucket, isJudged }) => !isJudged || isBucketSettled(bucket, knownOf(run, bucket)),
  );
  // Another run that begins now then sees that it crosses this one, and one after this has died that it did.
  if (due.length > 0) await parts.move('sweep', checkpointAt(now));
  let settled = 0;
  // At least one bucket a run, or it would never get ahead.
  do {
    const marked = due[settled];
    if (marked === undefined) break;
    await settle(run, marked);
    settled++;
  } while (deps.clock() < run.endsAt);
  // The newest are judged, and those that are left are older.
  await parts.move('recent', checkpointAt(now));
  await deps.noteHearing(heard.now, heard.last?.etag ?? null);
  return settled === due.length;
}

async function settle(run: Run, marked: MarkedBucket): Promise<void> {
  const { deps, store } = run;
  if (run.tenantId === undefined) run.tenantId = await deps.readTenantId(run.endsAt);
  const versions: SignInVersion[] = [];
  const rejects: Reject[] = [];
  const stored = deps.versionsIn(marked.bucket, (reject) => rejects.push(reject));
  for await (const version of stored) versions.push(version);
  const { apps, breakGlass, sessionsOf } = deps;
  const { tenantId } = run;
  const knownUntil = knownOf(run, marked.bucket);
  const judged = lastVersions(versions).values();
  const context = { apps, tenantId, now: knownUntil, sessionsOf, breakGlass };
  const reading = await judgeSignIns(judged, context, rejects);
  await store.add({ span: bucketSpan(marked.bucket), reading });
  if (isBucketSettled(marked.bucket, knownUntil)) await deps.removeMark(marked);
  else await deps.noteJudged(marked);
}

/** Up to when the log of a bucket is known; 0 while a gap may hide a version of its sign-ins. What an account once learned from one cannot all be taken back. */
function knownOf({ gaps, knownUntil, now }: Run, bucket: string): number {
  return isHeldBack(bucketSpan(bucket), gaps, now) ? 0 : knownUntil;
}
