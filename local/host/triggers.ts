import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type EventDelivery, eventHubInput } from './eventHubs';
import { HostError, messageOf } from './hostError';
import type { HostedFunction, TimerFunction } from './hostedFunction';
import type { HostLog } from './hostLog';
import { errorAnswer, toAnswer } from './httpMessages';
import { parseRoutes } from './httpRoutes';
import { type HttpServerOptions, serveHttp } from './httpServer';
import { parseNcrontab, type Schedule } from './ncrontab';
import type { Runner } from './runner';
import { createTimer, type Timer } from './timers';

/** The timers and the HTTP server that start the functions. No timer runs by itself before `followSchedules`. */
export type Triggers = {
  readonly url: string;
  readonly runTimer: (name: string) => Promise<void>;
  /** Runs an Event Hubs function once; rejects with its error. */
  readonly deliver: (name: string, delivery: EventDelivery) => Promise<void>;
  readonly followSchedules: () => void;
  /** Starts nothing more; resolves when everything that was started has ended. */
  readonly close: () => Promise<void>;
  /** Starts nothing more, and waits for nothing. */
  readonly abandon: () => void;
};

export type TriggerOptions = {
  readonly runner: Runner;
  readonly log: HostLog;
  readonly now: () => Date;
  readonly port: number;
  readonly customHeaders: HttpServerOptions['customHeaders'];
};

/** @throws HostError `badSchedule`, `badRoute` or `portTaken`, before anything has been started */
export async function startTriggers(
  functions: readonly HostedFunction[],
  options: TriggerOptions,
): Promise<Triggers> {
  const { runner, log, port, customHeaders } = options;
  const schedules = functions
    .filter((each) => each.trigger === 'timer')
    .map((timer) => ({ timer, schedule: parseNcrontab(timer.schedule) }));
  const routes = parseRoutes(functions.filter((each) => each.trigger === 'http'));
  const deliver = deliverWith(runner, functions);
  const answer = answerWith(runner, log);
  const http = await serveHttp({ port, routes, customHeaders, answer, deliver });
  const timers = new Map(schedules.map((each) => [each.timer.name, timerOf(each, options)]));
  return {
    url: http.url,
    runTimer: async (name) => {
      const timer = timers.get(name);
      if (!timer) throw new HostError('unknownFunction', `The app has no timer function named "${name}".`);
      await timer.runNow();
    },
    deliver,
    followSchedules: () => {
      for (const timer of timers.values()) timer.follow();
    },
    close: async () => {
      for (const timer of timers.values()) timer.stop();
      await http.close();
      await runner.close();
    },
    abandon: () => {
      http.cut();
      void runner.close();
    },
  };
}

function deliverWith(runner: Runner, functions: readonly HostedFunction[]): Triggers['deliver'] {
  return async (functionName, delivery) => {
    if (!functions.some(({ name, trigger }) => name === functionName && trigger === 'eventHub')) {
      throw new HostError('unknownFunction', `The app has no Event Hubs function named "${functionName}".`);
    }
    await runner.run({ functionName, ...eventHubInput(delivery) });
  };
}

function answerWith(runner: Runner, log: HostLog): HttpServerOptions['answer'] {
  return async (functionName, http) => {
    try {
      const { returnValue } = await runner.run({ functionName, data: { http } });
      return toAnswer(returnValue);
    } catch (error) {
      log('error', functionName, inspect(error));
      return errorAnswer(500, 'internal', messageOf(error));
    }
  };
}

function timerOf(
  { timer, schedule }: { readonly timer: TimerFunction; readonly schedule: Schedule },
  { runner, log, now }: TriggerOptions,
): Timer {
  const functionName = timer.name;
  return createTimer({
    schedule,
    clock: { now, wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => {}) },
    run: async (data) => {
      await runner.run({ functionName, data });
    },
    failed: (error) => log('error', functionName, inspect(error)),
  });
}
