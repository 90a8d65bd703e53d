import type { z } from 'zod';
import type { WatchFault } from './domain/fault';
import { FaultError } from './domain/watchError';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names each bad setting and its valid values, all at once, so that one deployment fixes them all. */
export class ConfigError extends FaultError<WatchFault & { readonly code: 'badSettings' }> {
  constructor(problems: readonly string[]) {
    super({ system: 'watch', code: 'badSettings', problems });
    this.name = 'ConfigError';
  }
}

/**
 * The settings, read by `reading`.
 *
 * @throws ConfigError naming every bad setting
 */
export function readChecked<T>(env: Environment, reading: (read: Read) => T): T {
  const problems: string[] = [];
  const config = reading(settingReader(env, problems));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

export type Read = {
  <T, D>(name: string, schema: z.ZodType<T, string>, fallback: D): T | D;
  readonly required: <T>(name: string, schema: z.ZodType<T, string>, placeholder: T) => T;
};

function settingReader(env: Environment, problems: string[]): Read {
  const read = <T, D>(name: string, schema: z.ZodType<T, string>, fallback: D): T | D => {
    const text = env[name]?.trim();
    if (text === undefined || text === '') return fallback;
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    problems.push(`${name}: ${parsed.error.issues.map(describeIssue).join(', ')}`);
    return fallback;
  };
  const required = <T>(name: string, schema: z.ZodType<T, string>, placeholder: T): T => {
    if (!env[name]?.trim()) problems.push(`${name}: required`);
    return read(name, schema, placeholder);
  };
  return Object.assign(read, { required });
}

function describeIssue(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${issue.message}` : issue.message;
}
