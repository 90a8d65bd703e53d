import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time';
import type { Account } from './accounts';
import { OFFICE_VISITS } from './habits';
import type { Random } from './random';
import type { SignInParts } from './record';
import { recorder } from './signIns';
import type { Visit } from './visits';

export type Period = { readonly fromMs: number; readonly nowMs: number; readonly toMs: number };

/** The number of sign-ins to the enforced apps and to others. */
export type Volume = { readonly enforced: number; readonly elsewhere: number };

export type Scale = { readonly period: Period; readonly volume: Volume };

/** Share of programs in the enforced volume. */
const REGULAR_SHARE = 0.25;

/** Every sign-in of the period in its final form, in no order. */
export function makeHistory(
  accounts: { readonly cast: readonly Account[]; readonly all: readonly Account[] },
  scale: Scale,
  random: Random,
): SignInParts[] {
  const { period, volume } = scale;
  const record = recorder(random);
  const enforced = accounts.cast.flatMap((account) =>
    account.visits.flatMap((visit) => record(account, visit, settledMoment(period, random))),
  );
  for (const { account, startMs } of regularRuns(accounts.cast, scale)) {
    enforced.push(...record(account, weighted(account.visits, random), startMs));
  }
  const people = accounts.all.filter((account) => account.rhythm === 'workday');
  const visitors = people.filter((account) => account.visits.length > 0);
  while (enforced.length < volume.enforced) {
    const account = random.pick(visitors);
    enforced.push(...record(account, weighted(account.visits, random), workMoment(account, period, random)));
  }
  const elsewhere: SignInParts[] = [];
  while (elsewhere.length < volume.elsewhere) {
    const account = random.pick(people);
    elsewhere.push(...record(account, weighted(OFFICE_VISITS, random), workMoment(account, period, random)));
  }
  return [...enforced, ...elsewhere].filter(({ own }) => Date.parse(own.createdDateTime) < period.toMs);
}

/** Runs of programs, round the clock at even distances, as schedulers start them. */
function regularRuns(
  cast: readonly Account[],
  { period, volume }: Scale,
): { account: Account; startMs: number }[] {
  const programs = cast.filter((account) => account.rhythm === 'regular');
  const runs = Math.ceil((volume.enforced * REGULAR_SHARE) / programs.length);
  const distanceMs = (period.toMs - period.fromMs) / runs;
  return programs.flatMap((account, index) =>
    Array.from({ length: runs }, (_, run) => ({
      account,
      startMs: period.fromMs + run * distanceMs + index * MINUTE_MS,
    })),
  );
}

/** A moment long enough ago that the log is complete for it. */
function settledMoment({ fromMs, nowMs }: Period, random: Random): number {
  return fromMs + random.fraction() * Math.max(0, nowMs - 8 * HOUR_MS - fromMs);
}

/** A moment mostly in the daytime of the account's site, seldom on a weekend. */
function workMoment(account: Account, { fromMs, toMs }: Period, random: Random): number {
  const day = Math.floor((fromMs + random.fraction() * (toMs - fromMs)) / DAY_MS) * DAY_MS;
  const weekend = [0, 6].includes(new Date(day).getUTCDay()) && random.chance(0.85);
  const localHour = random.chance(0.95)
    ? 7 + 5.5 * (random.fraction() + random.fraction())
    : random.whole(0, 23);
  const moment = day + (localHour - account.site.utcOffsetHours) * HOUR_MS - (weekend ? 2 * DAY_MS : 0);
  return Math.max(moment, fromMs);
}

function weighted(visits: readonly Visit[], random: Random): Visit {
  let left = random.fraction() * visits.reduce((sum, visit) => sum + visit.weight, 0);
  for (const visit of visits) {
    left -= visit.weight;
    if (left < 0) return visit;
  }
  return random.pick(visits);
}
