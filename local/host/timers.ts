import type { TypedData } from './coreApi';
import type { Schedule } from './ncrontab';

/** The time, and waiting for it. `wait` ends early, without an error, when `signal` is aborted. */
export type Clock = {
  readonly now: () => Date;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type TimerOptions = {
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly run: (data: TypedData) => Promise<void>;
  /** Called if a scheduled run fails; the run is not repeated. */
  readonly failed: (error: unknown) => void;
};

export type Timer = {
  /** Runs it now, or as soon as the current run has ended; rejects with its error. */
  readonly runNow: () => Promise<void>;
  /** Runs it on its schedule from now on. */
  readonly follow: () => void;
  /** Ends the schedule; a current run continues. */
  readonly stop: () => void;
};

/** Node's timers do not count the time while a laptop sleeps: look at the clock at least this often. */
const LONGEST_WAIT_MS = 60_000;
/** .NET sends this for a timer that has not run yet. */
const NEVER = '0001-01-01T00:00:00';

/**
 * A function with a schedule, one run at a time. If a run outlasts its period, the next one follows at once and replaces all
 * that were missed.
 *
 * @see https://github.com/Azure/azure-webjobs-sdk-extensions TimerListener.cs (read 2026-11-21)
 */
export function createTimer({ schedule, clock, run, failed }: TimerOptions): Timer {
  const stopping = new AbortController();
  const oneAtATime = queue();
  let last: Date | null = null;
  let due = schedule.next(clock.now());
  const runOnce = () => oneAtATime(() => run(timerData(last, due)));

  const follow = async () => {
    due = schedule.next(clock.now());
    while (due && (await reached(due, clock, stopping.signal))) {
      const startedAt = clock.now();
      await runOnce().catch(failed);
      last = startedAt;
      due = schedule.next(startedAt);
    }
  };
  return { runNow: runOnce, follow: () => void follow(), stop: () => stopping.abort() };
}

async function reached(due: Date, clock: Clock, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    if (signal.aborted) return false;
    const left = due.getTime() - clock.now().getTime();
    if (left <= 0) return true;
    await clock.wait(Math.min(left, LONGEST_WAIT_MS), signal);
  }
}

/** Starts each job when the one before has ended, with or without an error. */
function queue(): (job: () => Promise<void>) => Promise<void> {
  let latest: Promise<void> = Promise.resolve();
  return (job) => {
    latest = latest.then(job, job);
    return latest;
  };
}

/** In the shape of the host's `TimerInfo`. This host forgets past runs when it stops, so no run is ever past due. */
function timerData(last: Date | null, due: Date | null): TypedData {
  const lastRun = last?.toISOString() ?? NEVER;
  const timer = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: { Last: lastRun, Next: due?.toISOString() ?? NEVER, LastUpdated: lastRun },
    IsPastDue: false,
  };
  return { json: JSON.stringify(timer) };
}
