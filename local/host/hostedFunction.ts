import { z } from 'zod';
import type { Binding, FunctionMetadata } from './coreApi';
import { HostError } from './hostError';
import { resolveSettings } from './resolveSettings';

/** A registered function, by the kind of its trigger. */
export type HostedFunction = HttpFunction | TimerFunction | EventHubFunction;

export type HttpFunction = {
  readonly name: string;
  readonly trigger: 'http';
  /** With the prefix and a leading slash, for example `/api/accounts/{userId}`. */
  readonly route: string;
  /** Upper case. */
  readonly methods: readonly string[];
};
export type TimerFunction = {
  readonly name: string;
  readonly trigger: 'timer';
  /** NCRONTAB, settings resolved. */
  readonly schedule: string;
};

export type EventHubFunction = {
  readonly name: string;
  readonly trigger: 'eventHub';
  /** Settings resolved. */
  readonly eventHubName: string;
  readonly consumerGroup: string;
};

export type HostSettings = {
  readonly routePrefix: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const http = z.object({ route: z.string(), methods: z.array(z.string().toUpperCase()) });
const eventHub = z.object({
  eventHubName: z.string(),
  consumerGroup: z.string().default('$Default'),
  cardinality: z.literal('many'),
});
const timer = z.object({ schedule: z.string() });

/**
 * Reads from its registration how to start a function.
 *
 * @throws HostError `missingSetting` if a `%SETTING%` in an option is not set, `badRoute` if a route starts at the root,
 * `unsupported` if the trigger is no timer, HTTP or event hub, `loadFailed` if an option has the wrong type
 */
export function hostedFunction(metadata: FunctionMetadata, settings: HostSettings): HostedFunction {
  const { name } = metadata;
  const trigger = triggerOf(metadata).binding;
  switch (trigger.type) {
    case 'httpTrigger': {
      const { route, methods } = readOptions(http, trigger, name);
      return { name, trigger: 'http', route: fullRoute(route, settings.routePrefix, name), methods };
    }
    case 'timerTrigger': {
      const { schedule } = readOptions(timer, trigger, name);
      return { name, trigger: 'timer', schedule: resolveSettings(schedule, settings.env, name) };
    }
    case 'eventHubTrigger': {
      const options = readOptions(eventHub, trigger, name);
      const [eventHubName = '', consumerGroup = ''] = [options.eventHubName, options.consumerGroup].map(
        (option) => resolveSettings(option, settings.env, name),
      );
      return { name, trigger: 'eventHub', eventHubName, consumerGroup };
    }
    default:
      throw new HostError(
        'unsupported',
        `The function "${name}" has a ${trigger.type}: this host starts timers, HTTP and Event Hubs functions only.`,
      );
  }
}

/** The binding that starts a function, and the name of its value among the inputs. */
export function triggerOf(metadata: FunctionMetadata): { readonly name: string; readonly binding: Binding } {
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    if (/trigger$/i.test(binding.type)) return { name, binding };
  }
  throw new HostError('loadFailed', `The function "${metadata.name}" has no trigger: give it one.`);
}

function readOptions<T>(schema: z.ZodType<T>, binding: Binding, name: string): T {
  const parsed = schema.safeParse(binding);
  if (parsed.success) return parsed.data;
  throw new HostError('loadFailed', `Options of the function "${name}": ${z.prettifyError(parsed.error)}`);
}

function fullRoute(route: string, prefix: string, name: string): string {
  // The deployed host refuses these too.
  if (/^[/~]/.test(route)) {
    throw new HostError('badRoute', `The route of "${name}" starts with "${route[0]}": leave that out.`);
  }
  return `/${[prefix, route].filter((part) => part !== '').join('/')}`;
}
