import { DAY_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import { isFinal, type LogRow } from '../tenant/world/log';
import { type Random, randomFrom } from '../tenant/world/random';
import { makeWorld, type World } from '../tenant/world/world';

export type LogPeriod = { readonly fromMs: number; readonly toMs: number };

export type Hostility = {
  /** The longest after its sign-in that a record may appear. */
  readonly latestMs: number;
  /** Older records are left out. */
  readonly sinceMs: number;
};

/**
 * A small tenant whose log fills as badly as Microsoft documents, and somewhat worse: late, changed, repeated, with Entra
 * sessions of many days, and a record of no form now and then.
 */
export function hostileWorld(seed: number, period: LogPeriod, { latestMs, sinceMs }: Hostility): World {
  const random = randomFrom(seed, 'log');
  const world = calmWorld(seed % CALM_WORLDS, period);
  const share = 0.15 + 0.5 * random.fraction();
  const drawn = world.log.filter((row) => isFinal(row) && row.createdMs >= sinceMs && random.chance(share));
  const log = withEarlierProofs(drawn, sinceMs, random).flatMap((row) => [
    ...versionsOf(row, { world, latestMs, random }),
    ...(random.chance(BROKEN_SHARE) ? [brokenBeside(row, random)] : []),
  ]);
  return { ...world, log: log.sort((a, b) => a.createdMs - b.createdMs || order(a, b)) };
}

/**
 * MFA of up to days before, in the same session as a sign-in that may lean on it: it is then found in another slice of the
 * log, or by another run.
 */
function withEarlierProofs(rows: readonly LogRow[], sinceMs: number, random: Random): LogRow[] {
  return rows.flatMap((row) => {
    const { own, common } = row;
    const mayLean =
      common.authenticationRequirement === 'singleFactorAuthentication' && own.sessionId !== null;
    if (!mayLean || !random.chance(PROVED_SHARE)) return [row];
    const createdMs = row.createdMs - (row.createdMs - sinceMs) * random.fraction() ** 2;
    const proof = {
      ...row,
      own: { ...own, id: random.guid(), createdDateTime: isoTime(createdMs) },
      common: { ...common, authenticationRequirement: 'multiFactorAuthentication' },
      createdMs: Math.floor(createdMs),
    };
    return [proof, row];
  });
}

const PROVED_SHARE = 0.4;
const BROKEN_SHARE = 0.01;

/** A record that cannot be decoded: its error code is no whole number. */
function brokenBeside({ own, common, createdMs, replacedMs }: LogRow, random: Random): LogRow {
  return {
    own: { ...own, id: random.guid() },
    common: { ...common, status: { ...common.status, errorCode: 0.5 } },
    createdMs,
    visibleMs: createdMs + random.whole(1, 10) * MINUTE_MS,
    replacedMs,
  };
}

export function isBroken({ common }: LogRow): boolean {
  return !Number.isInteger(common.status.errorCode);
}

/** To make one for every run would take longer than the run. */
const CALM_WORLDS = 24;
const calm = new Map<string, World>();

function calmWorld(seed: number, { fromMs, toMs }: LogPeriod): World {
  const key = `${seed} ${fromMs} ${toMs}`;
  const known = calm.get(key);
  if (known) return known;
  const days = (toMs - fromMs) / DAY_MS;
  const made = makeWorld({
    seed,
    nowMs: toMs,
    accounts: 33,
    days,
    daysAhead: 0,
    signInsPerDay: 4,
    otherSignInsPerDay: 1,
  });
  calm.set(key, made);
  return made;
}

/** The latest after its creation that a record changes: before it counts as settled. */
const LAST_CHANGE_MS = 100 * MINUTE_MS;

type Drawing = { readonly world: World; readonly latestMs: number; readonly random: Random };

function versionsOf(row: LogRow, { world, latestMs, random }: Drawing): LogRow[] {
  const { createdMs } = row;
  const early = world.log.find((other) => other.own.id === row.own.id && !isFinal(other));
  if (early && random.chance(0.8)) {
    const visibleMs = createdMs + random.whole(1, 20) * MINUTE_MS;
    const changedMs = visibleMs + (createdMs + LAST_CHANGE_MS - visibleMs) * random.fraction();
    return [
      { ...early, own: { ...early.own, sessionId: row.own.sessionId }, visibleMs, replacedMs: changedMs },
      { ...row, visibleMs: changedMs },
    ];
  }
  const visibleMs = createdMs + latenessMs(latestMs, random);
  const first = { ...row, visibleMs };
  return random.chance(0.1)
    ? [first, { ...first, visibleMs: visibleMs + random.whole(0, 600) * MINUTE_MS }]
    : [first];
}

function latenessMs(latestMs: number, random: Random): number {
  if (random.chance(0.7)) return random.whole(1, 10) * MINUTE_MS;
  return random.chance(0.6) ? random.whole(10, 165) * MINUTE_MS : random.fraction() * latestMs;
}

function order(a: LogRow, b: LogRow): number {
  return a.own.id < b.own.id ? -1 : a.own.id > b.own.id ? 1 : a.visibleMs - b.visibleMs;
}
