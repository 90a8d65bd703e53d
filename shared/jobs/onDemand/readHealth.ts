import { type Cloud, isEnforcedIn } from '../../domain/cloud';
import { dayAfter, dayBefore, dueDay } from '../../domain/digest/digestDue';
import { DIGESTS, type MailStanding, seriesOf } from '../../domain/digest/digestLedger';
import { FIRST_DIGEST_WAIT_MS, isNotDueYet } from '../../domain/firstDays';
import type { CheckpointKind, Checkpoints } from '../../domain/polling/checkpoint';
import type { PosturePart } from '../../domain/posturePart';
import type { PartRun, PostureRun } from '../../domain/postureRun';
import { distinctProblems, type Problem } from '../../domain/problem';
import { DAY_MS, HOUR_MS, isoTime, localTime, MINUTE_MS } from '../../domain/time';
import { type UrgentHealthDeps, urgentProblems } from './urgentHealth';

export type HealthDeps = UrgentHealthDeps & {
  readonly cloud: Cloud;
  readonly time: string;
  readonly timeZone: string;
  /** Whether urgent mails are sent. */
  readonly urgentMail: boolean;
  readonly readCheckpoints: (kinds: readonly CheckpointKind[]) => Promise<Checkpoints>;
  /** The last refresh of the posture, which is most likely of this UTC day (`YYYY-MM-DD`) or later. */
  readonly latestPostureRun: (likelySince: string) => Promise<PostureRun | null>;
  /** How the digests and urgent mails of local days from this one on stand. */
  readonly mailsSince: (localDay: string) => Promise<readonly MailStanding[]>;
  /** The newest mail of a series of a local day before this one, whatever its status. */
  readonly latestBefore: (series: string, localDay: string) => Promise<Pick<MailStanding, 'localDay'> | null>;
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

/** Whether poll, posture and digest are on time, and the problems for an admin to fix. All that it needs is read at once. */
export async function readHealth(deps: HealthDeps, now: Date): Promise<Health> {
  const at = now.getTime();
  const today = localTime(at, deps.timeZone).day;
  const yesterday = dayBefore(today);
  const [checkpoints, run, mails, rejects] = await Promise.all([
    deps.readCheckpoints(['recent', 'run']),
    deps.latestPostureRun(isoTime(at - POSTURE_LATE_MS).slice(0, 10)),
    // Before its time of day, two hours ago may be yesterday, and its digest that of the day before.
    deps.mailsSince(dayBefore(yesterday)),
    deps.countRejects(isoTime(at - 7 * DAY_MS).slice(0, 10)),
  ]);
  const isYoung = youth(deps, at);
  const urgentMails = mails.filter(({ localDay }) => deps.urgentMail && localDay >= yesterday);
  const [poll, posture, digest, urgent] = await Promise.all([
    pollHealth(checkpoints, at, isYoung),
    postureHealth(run, at, isYoung),
    digestHealth({ ...deps, mails, today, isYoung }, at),
    urgentProblems(deps, urgentMails, at),
  ]);
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

/** Whether the deployment is too young for something to be due. */
type IsYoung = (dueMs: number) => Promise<boolean>;

/** Reads when it was started once, and only if somebody asks. */
function youth({ startedAt }: HealthDeps, now: number): IsYoung {
  let started: Promise<number> | null = null;
  return async (dueMs) => {
    started ??= startedAt(now);
    return isNotDueYet(await started, now, dueMs);
  };
}

async function pollHealth(
  { recent, run }: Checkpoints,
  now: number,
  isYoung: IsYoung,
): Promise<Part<Health['poll']>> {
  const noted = run?.problems ?? [];
  if (recent === undefined) {
    const isNotDue = await isYoung(POLL_LATE_MS);
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

async function postureHealth(
  run: PostureRun | null,
  now: number,
  isYoung: IsYoung,
): Promise<Part<Health['posture']>> {
  const parts = Object.entries(run?.parts ?? {}) as [PosturePart, PartRun][];
  const times = [run?.at ?? null, ...parts.map(([, { at }]) => at)];
  const isLate = (at: string | null) => at === null || Math.abs(now - Date.parse(at)) > POSTURE_LATE_MS;
  const refreshedAt = times.includes(null) ? null : (times.sort()[0] ?? null);
  const isNotDue = times.includes(null) && (await isYoung(POSTURE_LATE_MS));
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

type Digests = Pick<HealthDeps, 'time' | 'timeZone' | 'latestBefore'> & {
  readonly mails: readonly MailStanding[];
  /** Local day. */
  readonly today: string;
  readonly isYoung: IsYoung;
};

async function digestHealth(digests: Digests, now: number): Promise<Part<Health['digest']>> {
  const isFirst = await isFirstDigest(digests);
  const newest = dueDigest(digests, now, isFirst);
  // A digest that was due two hours ago must be out by now, unless a later one is.
  const isWaiting = isFirst && (await digests.isYoung(FIRST_DIGEST_WAIT_MS + DIGEST_LATE_MS));
  const owed =
    isWaiting || (isFirst && newest === null) ? null : dueDigest(digests, now - DIGEST_LATE_MS, isFirst);
  const onTime = isDone(newest) || owed === null || isDone(owed);
  const shown = newest ?? owed;
  const open = shown?.entries.findIndex((one) => !isOver(one)) ?? 0;
  const entry = shown?.entries[Math.max(open, 0)] ?? null;
  const part = { onTime, localDay: shown?.localDay ?? null, status: entry?.status ?? null };
  const reason = isOver(entry) ? null : (entry?.reason ?? null);
  if (reason !== null) return { part, problems: [{ code: 'digestFailed', failure: reason }] };
  return { part, problems: onTime || owed === null ? [] : [{ code: 'digestLate', localDay: owed.localDay }] };
}

/** Whether none was tried up to today. */
async function isFirstDigest({ mails, today, latestBefore }: Digests): Promise<boolean> {
  if (mails.some(({ series, localDay }) => series === DIGESTS && localDay <= today)) return false;
  return (await latestBefore(DIGESTS, dayAfter(today))) === null;
}

type DueDigest = {
  readonly localDay: string;
  /** Of each set of recipients; `null` for one that has not been tried. */
  readonly entries: readonly (MailStanding | null)[];
};

function dueDigest(digests: Digests, now: number, isFirst: boolean): DueDigest | null {
  const localDay = dueDay(now, digests, isFirst);
  if (localDay === null) return null;
  const ofSet = (set: number) => {
    const wanted = seriesOf(DIGESTS, set);
    return digests.mails.find((mail) => mail.series === wanted && mail.localDay === localDay) ?? null;
  };
  const first = ofSet(0);
  return { localDay, entries: [first, ...(first?.others.map((_to, index) => ofSet(index + 1)) ?? [])] };
}

function isDone(digest: DueDigest | null): boolean {
  return digest?.entries.every(isOver) ?? false;
}

function isOver(entry: MailStanding | null): boolean {
  return entry?.status === 'sent' || entry?.status === 'quiet';
}
