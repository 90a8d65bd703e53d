import { z } from 'zod';
import type { Binding, FunctionMetadata } from './coreApi';
import { HostError } from './hostError';
import { resolveSettings } from './resolveSettings';

/** A registered function, by what starts it. */
export type HostedFunction = HttpFunction | TimerFunction | EventHubFunction | OtherFunction;

export type HttpFunction = {
  readonly name: string;
  readonly trigger: 'http';
  /** With the prefix and a leading slash, for example `/api/accounts/{userId}`. */
  readonly route: string;
  /** Upper case. */
  readonly methods: readonly string[];
  readonly authLevel: string;
};
export type TimerFunction = {
  readonly name: string;
  readonly trigger: 'timer';
  /** NCRONTAB, settings resolved. */
  readonly schedule: string;
  readonly runOnStartup: boolean;
};
export type EventHubFunction = {
  readonly name: string;
  readonly trigger: 'eventHub';
  readonly cardinality: 'one' | 'many';
};
/** Registered, but nothing here starts it. */
export type OtherFunction = { readonly name: string; readonly trigger: 'other'; readonly type: string };

export type HostSettings = {
  readonly routePrefix: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const http = z.object({ route: z.string().optional(), methods: z.array(z.string()), authLevel: z.string() });
const timer = z.object({ schedule: z.string(), runOnStartup: z.boolean().default(false) });
const eventHub = z.object({ cardinality: z.enum(['one', 'many']).default('one') });

/**
 * Reads what the host must know of a function.
 *
 * @throws HostError `missingSetting` for a `%SETTING%` in a schedule that is not set, `badRoute` for a rooted route,
 * `loadFailed` for options of the wrong kind
 */
export function hostedFunction(metadata: FunctionMetadata, settings: HostSettings): HostedFunction {
  const { name } = metadata;
  const trigger = triggerOf(metadata).binding;
  const read = <T>(schema: z.ZodType<T>): T => readOptions(schema, trigger, name);
  switch (trigger.type.toLowerCase()) {
    case 'httptrigger': {
      const { route = name, methods, authLevel } = read(http);
      const upper = methods.map((method) => method.toUpperCase());
      return {
        name,
        trigger: 'http',
        route: fullRoute(route, settings.routePrefix, name),
        methods: upper,
        authLevel,
      };
    }
    case 'timertrigger': {
      const { schedule, runOnStartup } = read(timer);
      return {
        name,
        trigger: 'timer',
        schedule: resolveSettings(schedule, settings.env, name),
        runOnStartup,
      };
    }
    case 'eventhubtrigger':
      return { name, trigger: 'eventHub', cardinality: read(eventHub).cardinality };
    default:
      return { name, trigger: 'other', type: trigger.type };
  }
}

/** The binding that starts a function, and the name under which its value is handed over. */
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
