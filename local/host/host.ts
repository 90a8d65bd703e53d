import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventDelivery } from './eventHubs';
import { functionsCore, noRegistrations } from './functionsCore';
import { type HostedFunction, type HostSettings, hostedFunction } from './hostedFunction';
import { type HostLog, printTo } from './hostLog';
import { interceptRequire } from './interceptRequire';
import { loadApp, readHttpSettings } from './loadApp';
import { createRunner } from './runner';
import { startTriggers } from './triggers';

/** The port of `func start`. */
const DEFAULT_PORT = 7071;
const DEFAULT_STOP_WITHIN_MS = 30_000;

export type HostOptions = {
  /** The folder of host.json and package.json. */
  readonly appRoot: string;
  /** Holds the value of each `%SETTING%` in a schedule. The app itself reads the environment of the process. */
  readonly env: HostSettings['env'];
  /** 7071 by default; 0 takes any free port. */
  readonly port?: number;
  /** One line per message on standard error by default. */
  readonly log?: HostLog;
  readonly now?: () => Date;
  /** `atOnce` by default; `later` runs no timer by itself until `followSchedules` is called. */
  readonly schedules?: 'atOnce' | 'later';
  /** How long `stop` waits for running functions; 30 s by default. */
  readonly stopWithinMs?: number;
};

/** A Functions app, running on this machine as it is registered. */
export type Host = {
  /** `http://127.0.0.1:<port>`; a route follows directly. */
  readonly url: string;
  /** In order of registration. */
  readonly functions: readonly HostedFunction[];
  /** Runs a timer function now, or as soon as its current run has ended; rejects with its error. */
  readonly runTimer: (name: string) => Promise<void>;
  /**
   * Delivers events to an Event Hubs function once; rejects with its error. The caller repeats them until the function succeeds, as the hub's
   * host does. `POST /admin/eventHubs/<function>` does the same for another program on this machine.
   */
  readonly deliver: (name: string, delivery: EventDelivery) => Promise<void>;
  /** Runs the timer functions on their schedules from now on. */
  readonly followSchedules: () => void;
  /** Accepts no more work and waits for the functions that are running. A second call changes nothing. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts a Functions app: loads it, serves its routes and, unless told to wait, follows its schedules.
 *
 * It stands in for the deployed host and its Node.js worker; the app and its library `@azure/functions` are real.
 * A process can run one host at a time, which loads the app with `require`.
 *
 * @throws HostError if the app cannot start; nothing is left running then
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { port = DEFAULT_PORT, now = () => new Date() } = options;
  const log = options.log ?? printTo(console.error, now);
  const appRoot = resolve(options.appRoot);
  const registrations = noRegistrations();
  const loader = interceptRequire(functionsCore(registrations, log));
  try {
    const { routePrefix, customHeaders } = readHttpSettings(appRoot);
    const settings = { routePrefix, env: options.env };
    const app = loadApp(appRoot, registrations, loader);
    const functions = [...app.functions.values()].map(({ metadata }) => hostedFunction(metadata, settings));
    const runner = createRunner(app, log);
    const triggers = await startTriggers(functions, { runner, log, now, port, customHeaders });
    const end = async () => {
      if (!(await within(options.stopWithinMs ?? DEFAULT_STOP_WITHIN_MS, triggers.close()))) {
        log('warning', null, `Stopped while still running: ${runner.running().join(', ')}.`);
        triggers.abandon();
      }
      loader.release();
    };
    let ended: Promise<void> | undefined;
    const stop = () => {
      ended ??= end();
      return ended;
    };
    if (options.schedules !== 'later') triggers.followSchedules();
    const { url, runTimer, deliver, followSchedules } = triggers;
    return { url, functions, runTimer, deliver, followSchedules, stop };
  } catch (error) {
    loader.release();
    throw error;
  }
}

/** Whether the work ended within the given time. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  const inTime = await Promise.race([work.then(() => true), delay(ms, false, { signal })]);
  giveUp.abort();
  return inTime;
}
