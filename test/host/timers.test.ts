import { describe, expect, test } from '@jest/globals';
import { parseNcrontab } from '../../local/host/ncrontab';
import { createTimer, type Timer, type TimerOptions } from '../../local/host/timers';

const START = '2026-11-21T08:00:00.000Z';
const MINUTE_MS = 60_000;

type World = {
  readonly timer: Timer;
  /** The function does this from now on; by default it ends at once. */
  behaviour: () => Promise<void>;
  /** The start of each run. */
  readonly runs: string[];
  readonly failures: unknown[];
  readonly statuses: { Last: string; Next: string }[];
  readonly longestWaitMs: () => number;
  readonly advance: (ms: number) => Promise<void>;
};

function aTimer(options: Partial<TimerOptions> = {}): World {
  let time = Date.parse(START);
  let longestWaitMs = 0;
  let waiting: { until: number; wake: () => void }[] = [];
  const flush = () => new Promise((resolve) => setImmediate(resolve));
  const timer = createTimer({
    schedule: parseNcrontab('0 */10 * * * *'),
    clock: {
      now: () => new Date(time),
      wait: (ms) =>
        new Promise((resolve) => {
          longestWaitMs = Math.max(longestWaitMs, ms);
          waiting.push({ until: time + ms, wake: resolve });
        }),
    },
    run: async (data) => {
      world.runs.push(new Date(time).toISOString().slice(11, 19));
      world.statuses.push(JSON.parse(data.json ?? '').ScheduleStatus);
      await world.behaviour();
    },
    failed: (error) => world.failures.push(error),
    ...options,
  });
  const world: World = {
    timer,
    behaviour: async () => {},
    runs: [],
    failures: [],
    statuses: [],
    longestWaitMs: () => longestWaitMs,
    advance: async (ms) => {
      await flush();
      for (const end = time + ms; time < end; ) {
        time = Math.min(end, ...waiting.map(({ until }) => until));
        const due = waiting.filter(({ until }) => until <= time);
        waiting = waiting.filter(({ until }) => until > time);
        for (const { wake } of due) wake();
        await flush();
      }
    },
  };
  return world;
}

/** A world whose timer runs on its schedule. */
function aWorld(options: Partial<TimerOptions> = {}): World {
  const world = aTimer(options);
  world.timer.follow();
  return world;
}

describe('a timer', () => {
  test('runs at each occurrence, and reports the last and the next one', async () => {
    const world = aWorld();
    await world.advance(25 * MINUTE_MS);
    expect(world.runs).toEqual(['08:10:00', '08:20:00']);
    expect(world.statuses).toMatchObject([
      { Last: '0001-01-01T00:00:00', Next: '2026-11-21T08:10:00.000Z' },
      { Last: '2026-11-21T08:10:00.000Z', Next: '2026-11-21T08:20:00.000Z' },
    ]);
  });

  test('runs once, and at once, after a run that outlasted several periods', async () => {
    const world = aWorld();
    const release: (() => void)[] = [];
    world.behaviour = () => new Promise((resolve) => release.push(resolve));
    await world.advance(35 * MINUTE_MS);
    expect(world.runs).toEqual(['08:10:00']);
    world.behaviour = async () => {};
    release[0]?.();
    await world.advance(5 * MINUTE_MS);
    expect(world.runs).toEqual(['08:10:00', '08:35:00', '08:40:00']);
  });

  test('continues after a failed run, and does not repeat it', async () => {
    const world = aWorld();
    world.behaviour = () => Promise.reject(new Error('no more quota'));
    await world.advance(20 * MINUTE_MS);
    expect(world.runs).toEqual(['08:10:00', '08:20:00']);
    expect(world.failures).toHaveLength(2);
  });

  test('runs by hand only after the current run, and then rejects with its own error', async () => {
    const world = aWorld();
    const release: (() => void)[] = [];
    world.behaviour = () => new Promise((resolve) => release.push(resolve));
    const first = world.timer.runNow();
    const second = world.timer.runNow();
    await world.advance(1);
    expect(world.runs).toHaveLength(1);
    world.behaviour = () => Promise.reject(new Error('the second one'));
    release[0]?.();
    await first;
    await expect(second).rejects.toThrow('the second one');
    expect(world.runs).toHaveLength(2);
  });

  test('looks at the clock every minute, so that it notices if the machine slept', async () => {
    const world = aWorld({ schedule: parseNcrontab('0 0 0 1 1 *') });
    await world.advance(MINUTE_MS);
    expect(world.longestWaitMs()).toBe(MINUTE_MS);
    expect(world.runs).toEqual([]);
  });

  test('does not run by itself before it follows its schedule, and then only from there on', async () => {
    const world = aTimer();
    await world.advance(25 * MINUTE_MS);
    await world.timer.runNow();
    expect(world.runs).toEqual(['08:25:00']);
    world.timer.follow();
    await world.advance(10 * MINUTE_MS);
    expect(world.runs).toEqual(['08:25:00', '08:30:00']);
  });

  test('does not run again after it was stopped', async () => {
    const world = aWorld();
    await world.advance(10 * MINUTE_MS);
    world.timer.stop();
    await world.advance(30 * MINUTE_MS);
    expect(world.runs).toEqual(['08:10:00']);
  });
});
