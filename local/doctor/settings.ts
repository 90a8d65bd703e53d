import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Config, readConfig } from '../../shared/config';
import { ConfigError, type Environment } from '../../shared/settingReader';
import { type Check, missing, ok } from './check';
import { type Commands, exporting } from './commands';
import { readOne } from './parties';
import { type Seen, untold } from './see';

const settingList = z.object({ properties: z.record(z.string(), z.string()) });

/**
 * The app settings, which Azure gives out by POST alone.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/list-application-settings (read 2026-11-21)
 *
 * @param lists asks by POST
 * @throws ArmError
 */
export async function readSettings(lists: Arm, appId: string): Promise<Environment> {
  return (await readOne(lists, `${appId}/config/appsettings/list?api-version=2025-03-01`, settingList))
    .properties;
}

const account = z.object({ properties: z.object({ primaryEndpoints: z.object({ table: z.string() }) }) });

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/get-properties (read 2026-11-21). @throws ArmError */
export async function readTablesEndpoint(arm: Arm, accountId: string): Promise<string> {
  const path = `${accountId}?api-version=2025-06-01`;
  return (await readOne(arm, path, account)).properties.primaryEndpoints.table;
}

/** The settings as the app reads them; what is wrong with them otherwise. */
type Understood =
  | { readonly config: Config }
  | { readonly config: null; readonly problems: readonly string[] };

function understood(env: Environment): Understood {
  try {
    const config = readConfig(env);
    // As shared/services.ts refuses it at the first run.
    if (config.source.kind === 'graph') return { config };
    return { config: null, problems: [`SIGN_IN_SOURCE: ${config.source.kind} is not built yet; use graph`] };
  } catch (error) {
    if (error instanceof ConfigError) return { config: null, problems: error.fault.problems };
    throw error;
  }
}

/** What Azure says a setting has to be; `null` where that could not be read. */
export type Expected = Readonly<
  Record<'AZURE_CLIENT_ID' | 'TABLES_ENDPOINT' | 'EMAIL_ENDPOINT', string | null>
>;

const NAME = 'settings';

export type SettingFacts = {
  readonly app: string;
  readonly expected: Expected;
  readonly commands: Commands;
};

export function judgeSettings(
  seen: Seen<Environment>,
  { app, expected, commands }: SettingFacts,
): readonly Check[] {
  if (seen.kind !== 'seen')
    return [
      untold(NAME, seen, {
        what: 'the app settings',
        role: 'Contributor or Website Contributor on the function app',
        command: commands.showSettings(app),
      }),
    ];
  const read = understood(seen.value);
  const problems = read.config === null ? read.problems.map(named) : [];
  const known: Readonly<Record<string, string | null>> = expected;
  const told = new Set(problems.map(({ name }) => name));
  for (const [name, value] of Object.entries(known)) {
    if (value === null || told.has(name) || isSame(seen.value[name], value)) continue;
    if (name === 'EMAIL_ENDPOINT' && seen.value.MAIL_MODE === 'outbox') continue;
    problems.push({ name, what: 'is not that of the resource deployed beside the app' });
  }
  const checks = problems.map(({ name, what }) => {
    const value = known[name] ?? null;
    return missing(
      `${NAME}: ${name}`,
      `${name} ${what}. Export it for the next deployment too, if you chose it yourself.`,
      value === null ? commands.choose(app, name) : commands.set(app, name, value),
    );
  });
  if (read.config !== null && toNobody(read.config))
    checks.push(
      missing(
        `${NAME}: DIGEST_RECIPIENTS`,
        'The digest goes to nobody: DIGEST_TO_GLOBAL_ADMINS is false, and DIGEST_RECIPIENTS is empty.',
        commands.set(app, 'DIGEST_TO_GLOBAL_ADMINS', 'true'),
      ),
    );
  return checks.length > 0 ? checks : [ok(NAME, 'All are as the app wants them.')];
}

function toNobody({ digest }: Config): boolean {
  return !digest.toGlobalAdmins && digest.recipients.length === 0;
}

/** @param problem as ConfigError writes it: `NAME: what is wrong` */
function named(problem: string): { readonly name: string; readonly what: string } {
  const at = problem.indexOf(':');
  const what = problem.slice(at + 1).trim();
  return { name: problem.slice(0, at), what: what === 'required' ? 'is required' : `is wrong: ${what}` };
}

function isSame(set: string | undefined, value: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/\/+$/, '');
  return bare(set ?? '') === bare(value);
}

/** Placeholders for the settings that the deployment fills in. The reader needs them to check the others before there is a deployment. */
const DEPLOYED_ALONE = {
  TABLES_ENDPOINT: 'https://tables.invalid',
  EMAIL_ENDPOINT: 'https://mail.invalid',
  EMAIL_SENDER: 'DoNotReply@mail.invalid',
  MAIL_MODE: 'acs',
  SIGN_IN_SOURCE: 'graph',
  AZURE_CLIENT_ID: '',
};

/** Settings that are exported here, which infra/main.bicepparam hands to the deployment. */
export function judgeExported(env: Environment): readonly Check[] {
  const name = 'settings to deploy';
  const read = understood({ ...env, ...DEPLOYED_ALONE });
  if (read.config === null)
    return read.problems
      .map(named)
      .map((problem) =>
        missing(
          `${name}: ${problem.name}`,
          `${problem.name} is exported here, and ${problem.what}.`,
          exporting(problem.name),
        ),
      );
  if (toNobody(read.config))
    return [
      missing(
        name,
        'The digest would go to nobody: DIGEST_TO_GLOBAL_ADMINS is false, and DIGEST_RECIPIENTS is empty.',
        'export DIGEST_TO_GLOBAL_ADMINS=true',
      ),
    ];
  return [ok(name, 'What is exported here is as the app wants it.')];
}
