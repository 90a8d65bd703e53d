import { isFinal, type LogRow } from '../local/tenant/world/log';
import type { Random } from '../local/tenant/world/random';
import { makeWorld, type World } from '../local/tenant/world/world';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/domain/polling/span';

export type LogPeriod = { readonly fromMs: number; readonly toMs: number };

/** A small tenant whose log fills as badly as Microsoft documents, and somewhat worse: late, changed, repeated. */
export function hostileWorld(seed: number, period: LogPeriod, random: Random): World {
  const world = calmWorld(seed % CALM_WORLDS, period);
  const final = world.log.filter(isFinal);
  const share = 0.15 + 0.5 * random.fraction();
  const log = final.filter(() => random.chance(share)).flatMap((row) => versionsOf(row, world, random));
  return { ...world, log: log.sort((a, b) => a.createdMs - b.createdMs || order(a, b)) };
}

/** Making one anew for every run would take longer than the run. */
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
    signInsPerDay: 6,
    otherSignInsPerDay: 1,
  });
  calm.set(key, made);
  return made;
}

/** The longest after its creation that a record may appear and still be read: by the sweep. */
const LATEST_MS = 20 * HOUR_MS;
/** The latest after its creation that a record changes: before it counts as settled. */
const LAST_CHANGE_MS = 100 * MINUTE_MS;

function versionsOf(row: LogRow, world: World, random: Random): LogRow[] {
  const { createdMs } = row;
  const early = world.log.find((other) => other.own.id === row.own.id && !isFinal(other));
  if (early && random.chance(0.8)) {
    const visibleMs = createdMs + random.whole(1, 20) * MINUTE_MS;
    const changedMs = visibleMs + (createdMs + LAST_CHANGE_MS - visibleMs) * random.fraction();
    return [
      { ...early, visibleMs, replacedMs: changedMs },
      { ...row, visibleMs: changedMs },
    ];
  }
  const visibleMs = createdMs + latenessMs(random);
  const first = { ...row, visibleMs };
  return random.chance(0.1)
    ? [first, { ...first, visibleMs: visibleMs + random.whole(0, 600) * MINUTE_MS }]
    : [first];
}

function latenessMs(random: Random): number {
  if (random.chance(0.75)) return random.whole(1, 10) * MINUTE_MS;
  return random.chance(0.7) ? random.whole(10, 175) * MINUTE_MS : random.fraction() * LATEST_MS;
}

function order(a: LogRow, b: LogRow): number {
  return a.own.id < b.own.id ? -1 : a.own.id > b.own.id ? 1 : a.visibleMs - b.visibleMs;
}
