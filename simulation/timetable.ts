import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/domain/time';
import type { Random } from '../tenant/world/random';
import type { Faults } from './life';

export const JOBS = ['poll', 'posture', 'digest'] as const;
export type JobName = (typeof JOBS)[number];

/** One run of one function. */
export type Tick = {
  readonly at: number;
  readonly job: JobName;
  /** Whether it may have trouble. */
  readonly isFaulty: boolean;
  /** How far the clock of its machine is ahead. */
  readonly skewMs: number;
};

export type Pause = { readonly fromMs: number; readonly toMs: number };

export type Timetable = {
  readonly ticks: readonly Tick[];
  /** The app is off. */
  readonly pauses: readonly Pause[];
  readonly calmFrom: number;
  readonly endsAt: number;
};

/** How far a clock may run ahead before records that may still change look settled to it. */
export const MOST_AHEAD_MS = 10 * MINUTE_MS;
const MOST_BEHIND_MS = 5 * HOUR_MS;
/** Two sweeps of the last two days, and a digest after them. */
const CALM_MS = 3 * DAY_MS;

/**
 * When each job runs: timers that fire twice at once, late, or not at all for days, on machines with wrong clocks; and,
 * when the faults have stopped, as they should.
 */
export function timetable(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  faults: Faults,
  random: Random,
): Timetable {
  const pauses = random.chance(0.4) ? [pauseIn(fromMs, toMs, random)] : [];
  const faulty = [
    // The first ones read all older records: if they cross, no later run reads that part again.
    ...ticksOf('poll', { fromMs, toMs: fromMs + faults.crowd * MINUTE_MS, everyMs: MINUTE_MS }),
    ...ticksOf('poll', { fromMs, toMs, everyMs: faults.pollEveryMs }),
    ...ticksOf('digest', { fromMs, toMs, everyMs: faults.digestEveryMs }),
    ...ticksOf('posture', { fromMs, toMs, everyMs: faults.postureEveryMs }),
  ]
    .filter(({ at }) => pauses.every((pause) => at < pause.fromMs || at >= pause.toMs))
    .flatMap((tick) => {
      const late = { ...tick, at: tick.at + random.whole(0, 20_000) };
      const again = { ...tick, at: late.at + random.whole(0, faults.twiceWithinMs) };
      return random.chance(faults.twice) ? [late, again] : [late];
    })
    .map((tick) => ({
      ...tick,
      isFaulty: true,
      skewMs: random.chance(faults.wrongClock) ? random.whole(-MOST_BEHIND_MS, MOST_AHEAD_MS) : 0,
    }));
  return {
    ticks: [...faulty, ...calmTicks(toMs, toMs + CALM_MS)],
    pauses,
    calmFrom: toMs,
    endsAt: toMs + CALM_MS,
  };
}

function calmTicks(fromMs: number, toMs: number): Tick[] {
  return [
    ...ticksOf('poll', { fromMs, toMs, everyMs: 2 * HOUR_MS }),
    // The last ones just before the end, where health is looked at.
    { job: 'poll' as const, at: toMs - 30 * MINUTE_MS },
    ...ticksOf('digest', { fromMs: fromMs + 7 * MINUTE_MS, toMs: toMs - 6 * HOUR_MS, everyMs: 6 * HOUR_MS }),
    ...ticksOf('digest', { fromMs: toMs - 6 * HOUR_MS, toMs, everyMs: HOUR_MS }),
    ...ticksOf('posture', { fromMs: fromMs + 5 * MINUTE_MS, toMs, everyMs: DAY_MS }),
  ].map((tick) => ({ ...tick, isFaulty: false, skewMs: 0 }));
}

type Beat = { readonly fromMs: number; readonly toMs: number; readonly everyMs: number };

function ticksOf(job: JobName, { fromMs, toMs, everyMs }: Beat): Pick<Tick, 'at' | 'job'>[] {
  const count = Math.ceil((toMs - fromMs) / everyMs);
  return Array.from({ length: count }, (_, index) => ({ job, at: fromMs + index * everyMs }));
}

function pauseIn(fromMs: number, toMs: number, random: Random): Pause {
  const start = fromMs + random.fraction() * (toMs - fromMs);
  return { fromMs: start, toMs: start + random.whole(6, 60) * HOUR_MS };
}
