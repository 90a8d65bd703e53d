import { DAY_MS, localTime, MINUTE_MS } from '../shared/domain/time';

/** A local day, `YYYY-MM-DD`, and when its digest is due. */
export type DueDigest = { readonly localDay: string; readonly at: number };

const DIGEST_TIME = '07:00';
/** Every zone is a whole number of these from UTC. */
const STEP_MS = 30 * MINUTE_MS;

const known = new Map<string, readonly DueDigest[]>();

/** The digests that fall due in a span of time, oldest first. */
export function dueDigestsIn(timeZone: string, fromMs: number, toMs: number): DueDigest[] {
  return daysFrom(fromMs, toMs).flatMap((day) =>
    dueDigestsOf(timeZone, day).filter(({ at }) => fromMs <= at && at < toMs),
  );
}

/** UTC midnights. */
function daysFrom(fromMs: number, toMs: number): number[] {
  const first = Math.floor(fromMs / DAY_MS) * DAY_MS;
  return Array.from(
    { length: Math.max(0, Math.ceil((toMs - first) / DAY_MS)) },
    (_, index) => first + index * DAY_MS,
  );
}

/** Of one UTC day. To tell a local time is slow, so that each day is looked through once. */
function dueDigestsOf(timeZone: string, dayMs: number): readonly DueDigest[] {
  const key = `${timeZone} ${dayMs}`;
  const found = known.get(key) ?? findDueDigests(timeZone, dayMs);
  known.set(key, found);
  return found;
}

function findDueDigests(timeZone: string, dayMs: number): DueDigest[] {
  const dues: DueDigest[] = [];
  for (let at = dayMs; at < dayMs + DAY_MS; at += STEP_MS) {
    const { day, time } = localTime(at, timeZone);
    if (time === DIGEST_TIME) dues.push({ localDay: day, at });
  }
  return dues;
}
