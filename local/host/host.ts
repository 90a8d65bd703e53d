import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { functionsCore, noRegistrations, type Registrations } from './functionsCore';
import { runHooks } from './hooks';
import { type HostedFunction, type HostSettings, hostedFunction } from './hostedFunction';
import { type HostLog, printTo } from './hostLog';
import { interceptRequire } from './interceptRequire';
import { loadApp, readRoutePrefix } from './loadApp';
import { createRunner } from './runner';
import { startTriggers } from './triggers';

/** The port of `func start`. */
const DEFAULT_PORT = 7071;
const DEFAULT_STOP_WITHIN_MS = 30_000;

export type HostOptions = {
  /** The folder of host.json and package.json. */
  readonly appRoot: string;
  /** Where `%SETTING%` in a schedule is looked up; the app itself reads the environment of the process, which is left alone. */
  readonly env: HostSettings['env'];
  /** Defaults to 7071; 0 takes any that is free. */
  readonly port?: number;
  /** Defaults to one line per message on standard error. */
  readonly log?: HostLog;
  readonly now?: () => Date;
  /** How long `stop` waits for what is running; 30 s by default. */
  readonly stopWithinMs?: number;
};

/** A Functions app, running on this machine as it is registered. */
export type Host = {
  /** `http://127.0.0.1:<port>`; a route follows directly. */
  readonly url: string;
  /** In order of registration. */
  readonly functions: readonly HostedFunction[];
  /** Runs a timer function now, after a run of it that is under way; rejects with its error. */
  readonly runTimer: (name: string) => Promise<void>;
  /** Hands events to an Event Hubs function, the only way they reach it here; rejects with its error. */
  readonly deliver: (name: string, records: readonly unknown[]) => Promise<void>;
  /** Takes no more work, waits for what is running, runs the `appTerminate` hooks. Calling it again changes nothing. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts a Functions app: loads it, serves its routes, follows its schedules.
 *
 * It stands in for the deployed host and its Node.js worker; the app and its library `@azure/functions` are real.
 * One at a time in a process; the app is loaded by `require`.
 *
 * @throws HostError saying what keeps the app from starting; nothing is left running then
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { port = DEFAULT_PORT, now = () => new Date() } = options;
  const log = options.log ?? printTo(console.error, now);
  const appRoot = resolve(options.appRoot);
  const app = noRegistrations();
  const loader = interceptRequire(functionsCore(app, log));
  try {
    const settings = { routePrefix: readRoutePrefix(appRoot), env: options.env };
    await loadApp(appRoot, app, loader);
    const functions = [...app.functions.values()].map(({ metadata }) => hostedFunction(metadata, settings));
    const runner = createRunner(app, log);
    const triggers = await startTriggers(functions, { runner, log, now, port });
    const end = async () => {
      if (!(await within(options.stopWithinMs ?? DEFAULT_STOP_WITHIN_MS, triggers.close()))) {
        log('warning', null, `Stopped while still running: ${runner.running().join(', ')}.`);
        triggers.abandon();
      }
      await terminate(app, log);
      loader.release();
    };
    let ended: Promise<void> | undefined;
    const stop = () => {
      ended ??= end();
      return ended;
    };
    const { url, runTimer, deliver } = triggers;
    return { url, functions, runTimer, deliver, stop };
  } catch (error) {
    loader.release();
    throw error;
  }
}

/** Whether it ended within the time given. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  const inTime = await Promise.race([work.then(() => true), delay(ms, false, { signal })]);
  giveUp.abort();
  return inTime;
}

async function terminate(app: Registrations, log: HostLog): Promise<void> {
  try {
    const { appHookData, appOnlyHookData: hookData } = app;
    await runHooks(app, 'appTerminate', { hookData, appHookData });
  } catch (error) {
    log('error', null, `An appTerminate hook failed: ${inspect(error)}`);
  }
}
