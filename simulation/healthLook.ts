import { HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import { type Health, readHealth } from '../shared/jobs/onDemand/readHealth';
import { dueDigestsIn } from './dueDigests';
import { factsIn, isUrgent } from './mailFacts';
import { quietDays, type ReaderSet, readerSets } from './readerSets';
import { productOn, type Scene } from './scene';
import { type JobName, MOST_AHEAD_MS, type Tick } from './timetable';

const POLL_LATE_MS = 2 * HOUR_MS;
const POSTURE_LATE_MS = 36 * HOUR_MS;
const DIGEST_LATE_MS = 2 * HOUR_MS;
/** More than reading health takes. */
const LOOK_MS = 5 * MINUTE_MS;

export type Look = { readonly scene: Scene; readonly ticks: readonly Tick[]; readonly startMs: number };

/** Reads health as it is now, on a machine without trouble, and reports each part that is green and must not be. */
export async function wrongHealth({ scene, ticks, startMs }: Look): Promise<string[]> {
  const now = scene.time.now();
  const began = (name: JobName, withinMs: number) =>
    ticks.some(({ at, job }) => job === name && at > now - withinMs - MOST_AHEAD_MS && at < now + LOOK_MS);
  const startedAt = startOf(scene) ?? now;
  // A job that never ran counts from when anything was first seen to run.
  const isYoung = (withinMs: number) => now - startedAt <= withinMs;
  const owedBefore = owedDigest(scene, startMs, now);
  const health = await healthNow(scene);
  const owed = owedDigest(scene, startMs, now);
  return [
    ...greenDespite(health, 'poll', !began('poll', POLL_LATE_MS) && !isYoung(POLL_LATE_MS)),
    ...greenDespite(health, 'posture', !began('posture', POSTURE_LATE_MS) && !isYoung(POSTURE_LATE_MS)),
    ...greenDespite(health, 'digest', owedBefore !== null && owed !== null),
  ].map((wrong) => `${wrong} at ${isoTime(now)}, with the digest of ${owed} owed`);
}

function startOf({ tables }: Scene): number | null {
  const row = tables.rows('checkpoints').find(({ rowKey }) => rowKey === 'start');
  return row ? Date.parse(String(row.at)) : null;
}

export function healthNow(scene: Scene): Promise<Health> {
  const { services, clock } = productOn(scene, {
    trouble: 0,
    skewMs: 0,
    endsMs: Number.POSITIVE_INFINITY,
  });
  return readHealth(services.health, new Date(clock()));
}

function greenDespite(health: Health, part: 'poll' | 'posture' | 'digest', isLate: boolean): string[] {
  return isLate && (health.healthy || health[part].onTime) ? [`health is green, and ${part} is late`] : [];
}

/** The local day whose digest has been due for two hours and is not out; `null` when none is, or none was ever tried. */
function owedDigest({ tables, mail, life }: Scene, startMs: number, now: number): string | null {
  const { timeZone, recipients } = life.settings;
  const due = dueDigestsIn(timeZone, startMs, now - DIGEST_LATE_MS + 1).at(-1)?.localDay;
  const entries = tables.rows('digests').filter(({ partitionKey }) => partitionKey.startsWith('digest'));
  if (due === undefined || !entries.some(({ rowKey }) => rowKey <= due)) return null;
  const got = new Set(
    mail
      .delivered()
      .filter((one) => !isUrgent(one))
      .filter((one) => factsIn(one.mail).localDay >= due)
      .flatMap((one) => one.mail.to),
  );
  const isOut = (set: ReaderSet) =>
    [...quietDays(tables, set)].some((day) => day >= due) || set.addresses.every((one) => got.has(one));
  return readerSets(recipients).every(isOut) ? null : due;
}
