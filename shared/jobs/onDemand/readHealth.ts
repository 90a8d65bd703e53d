import { type Cloud, isEnforcedIn } from '../../domain/cloud';
import { dayAfter, dueDay } from '../../domain/digest/digestDue';
import { DIGESTS, type StoredDigestEntry, seriesOf } from '../../domain/digest/digestLedger';
import { FIRST_DIGEST_WAIT_MS, isNotDueYet } from '../../domain/firstDays';
import type { CheckpointKind, StoredCheckpoint } from '../../domain/polling/checkpoint';
import type { PosturePart } from '../../domain/posturePart';
import type { PartRun, PostureRun } from '../../domain/postureRun';
import { distinctProblems, type Problem } from '../../domain/problem';
import { DAY_MS, HOUR_MS, isoTime, localTime, MINUTE_MS } from '../../domain/time';
import { type UrgentHealthDeps, urgentProblems } from './urgentHealth';

export type HealthDeps = UrgentHealthDeps & {
  readonly cloud: Cloud;
  readonly time: string;
  readonly timeZone: string;
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  readonly latestPostureRun: () => Promise<PostureRun | null>;
  /** The newest mail of a series of a local day before this one, whatever its status. */
  readonly latestBefore: (series: string, localDay: string) => Promise<StoredDigestEntry | null>;
  readonly readDigest: (series: string, localDay: string) => Promise<StoredDigestEntry | null>;
  readonly countRejects: (sinceDay: string) => Promise<number>;
  /** When this deployment was first seen to run; noted by the first call. */
  readonly startedAt: (now: number) => Promise<number>;
};

export type Health = {
  readonly healthy: boolean;
  readonly poll: {
    readonly onTime: boolean;
    readonly readUntil: string | null;
    readonly lagMinutes: number | null;
  };
  readonly posture: { readonly onTime: boolean; readonly refreshedAt: string | null };
  readonly digest: {
    readonly onTime: boolean;
    readonly localDay: string | null;
    readonly status: string | null;
  };
  readonly rejectsLast7Days: number;
  /** Each problem with its fix, also if everything is on time. */
  readonly problems: readonly Problem[];
};

const POLL_LATE_MS = 2 * HOUR_MS;
/** A day, and half of one for a run that failed. */
const POSTURE_LATE_MS = 36 * HOUR_MS;
/** Two hourly ticks after its time. */
const DIGEST_LATE_MS = 2 * HOUR_MS;

/** Whether poll, posture and digest are on time, and the problems for an admin to fix. */
export async function readHealth(deps: HealthDeps, now: Date): Promise<Health> {
  const at = now.getTime();
  const poll = await pollHealth(deps, at);
  const posture = await postureHealth(deps, at);
  const digest = await digestHealth(deps, at);
  const urgent = await urgentProblems(deps, at);
  const rejects = await deps.countRejects(isoTime(at - 7 * DAY_MS).slice(0, 10));
  return {
    healthy: poll.part.onTime && posture.part.onTime && digest.part.onTime && urgent.length === 0,
    poll: poll.part,
    posture: posture.part,
    digest: digest.part,
    rejectsLast7Days: rejects,
    problems: distinctProblems([
      ...[...poll.problems, ...posture.problems].map((problem) => asSeen(problem, poll.part.readUntil, at)),
      ...digest.problems,
      ...urgent,
      ...(rejects > 0 ? [{ code: 'recordsRejected', records: rejects } as const] : []),
      ...(isEnforcedIn(deps.cloud) ? [] : [{ code: 'notEnforcedInCloud' } as const]),
    ]),
  };
}

/** If the log was read within this time, there is a licence. */
const LICENCE_SEEN_MS = 3 * DAY_MS;

function asSeen(problem: Problem, readUntil: string | null, now: number): Problem {
  if (problem.code !== 'notLicensed' || readUntil === null) return problem;
  return now - Date.parse(readUntil) <= LICENCE_SEEN_MS ? { code: 'licenceRefused', readUntil } : problem;
}

type Part<T> = { readonly part: T; readonly problems: readonly Problem[] };

async function isYoung({ startedAt }: HealthDeps, now: number, dueMs: number): Promise<boolean> {
  return isNotDueYet(await startedAt(now), now, dueMs);
}

async function pollHealth(deps: HealthDeps, now: number): Promise<Part<Health['poll']>> {
  const recent = await deps.readCheckpoint('recent');
  const noted = (await deps.readCheckpoint('run'))?.problems ?? [];
  if (recent === null) {
    const isNotDue = await isYoung(deps, now, POLL_LATE_MS);
    return {
      part: { onTime: isNotDue, readUntil: null, lagMinutes: null },
      problems: isNotDue ? noted : [...noted, { code: 'neverPolled' }],
    };
  }
  const lag = now - Date.parse(recent.at);
  // A checkpoint that is dated ahead was written by a wrong clock, and nothing has been read since.
  const onTime = Math.abs(lag) <= POLL_LATE_MS;
  return {
    part: { onTime, readUntil: recent.at, lagMinutes: Math.round(lag / MINUTE_MS) },
    problems: onTime ? noted : [...noted, { code: 'pollLate', readUntil: recent.at }],
  };
}

async function postureHealth(deps: HealthDeps, now: number): Promise<Part<Health['posture']>> {
  const run = await deps.latestPostureRun();
  const parts = Object.entries(run?.parts ?? {}) as [PosturePart, PartRun][];
  const times = [run?.at ?? null, ...parts.map(([, { at }]) => at)];
  const isLate = (at: string | null) => at === null || Math.abs(now - Date.parse(at)) > POSTURE_LATE_MS;
  const refreshedAt = times.includes(null) ? null : (times.sort()[0] ?? null);
  const isNotDue = times.includes(null) && (await isYoung(deps, now, POSTURE_LATE_MS));
  const onTime = isNotDue || !times.some(isLate);
  // A single failure mostly ends the next day, and does no harm until then.
  const failed = parts.flatMap(([name, { at, failure }]) =>
    failure !== null && isLate(at) && !isNotDue
      ? [{ code: 'postureFailed', part: name, at, failure } as const]
      : [],
  );
  const late = onTime || failed.length > 0 ? [] : [{ code: 'postureLate', refreshedAt } as const];
  return {
    part: { onTime, refreshedAt },
    problems: [...parts.flatMap(([, { problems }]) => problems), ...failed, ...late],
  };
}

async function digestHealth(deps: HealthDeps, now: number): Promise<Part<Health['digest']>> {
  const isFirst = (await deps.latestBefore(DIGESTS, dayAfter(localTime(now, deps.timeZone).day))) === null;
  const newest = await dueDigest(deps, now, isFirst);
  // A digest that was due two hours ago must be out by now, unless a later one is.
  const isWaiting = isFirst && (await isYoung(deps, now, FIRST_DIGEST_WAIT_MS + DIGEST_LATE_MS));
  const owed =
    isWaiting || (isFirst && newest === null) ? null : await dueDigest(deps, now - DIGEST_LATE_MS, isFirst);
  const onTime = isDone(newest) || owed === null || isDone(owed);
  const shown = newest ?? owed;
  const open = shown?.entries.findIndex((one) => !isOver(one)) ?? 0;
  const entry = shown?.entries[Math.max(open, 0)] ?? null;
  const part = { onTime, localDay: shown?.localDay ?? null, status: entry?.status ?? null };
  const reason = isOver(entry) ? null : (entry?.reason ?? null);
  if (reason !== null) return { part, problems: [{ code: 'digestFailed', failure: reason }] };
  return { part, problems: onTime || owed === null ? [] : [{ code: 'digestLate', localDay: owed.localDay }] };
}

type DueDigest = {
  readonly localDay: string;
  /** Of each set of recipients; `null` for one that has not been tried. */
  readonly entries: readonly (StoredDigestEntry | null)[];
};

async function dueDigest(deps: HealthDeps, now: number, isFirst: boolean): Promise<DueDigest | null> {
  const localDay = dueDay(now, deps, isFirst);
  if (localDay === null) return null;
  const first = await deps.readDigest(DIGESTS, localDay);
  const others =
    first?.others.map((_to, index) => deps.readDigest(seriesOf(DIGESTS, index + 1), localDay)) ?? [];
  return { localDay, entries: [first, ...(await Promise.all(others))] };
}

function isDone(digest: DueDigest | null): boolean {
  return digest?.entries.every(isOver) ?? false;
}

function isOver(entry: StoredDigestEntry | null): boolean {
  return entry?.status === 'sent' || entry?.status === 'quiet';
}
