import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Config, readConfig } from '../../shared/config';
import { ConfigError, type Environment } from '../../shared/settingReader';
import { readResource } from './armPages';
import { type CheckResult, missing, ok } from './checkResult';
import type { Commands } from './commands';
import { deployedMode } from './mail/mode';
import type { BadSetting } from './outcome';
import { notVisible, type Visible } from './visible';

const settingList = z.object({ properties: z.record(z.string(), z.string()) });

/**
 * The app settings, which Azure returns only to POST.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/list-application-settings (read 2026-11-21)
 *
 * @param lists sends POST
 * @throws ArmError
 */
export async function readSettings(lists: Arm, appId: string): Promise<Environment> {
  return (await readResource(lists, `${appId}/config/appsettings/list?api-version=2025-03-01`, settingList))
    .properties;
}

const account = z.object({ properties: z.object({ primaryEndpoints: z.object({ table: z.string() }) }) });

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/get-properties (read 2026-11-21). @throws ArmError */
export async function readTablesEndpoint(arm: Arm, accountId: string): Promise<string> {
  const path = `${accountId}?api-version=2025-06-01`;
  return (await readResource(arm, path, account)).properties.primaryEndpoints.table;
}

/** The settings as the app reads them, or their faults. */
type Reading =
  | { readonly config: Config }
  | { readonly config: null; readonly faults: readonly BadSetting[] };

export function readingOf(env: Environment): Reading {
  try {
    return { config: readConfig(env) };
  } catch (error) {
    if (error instanceof ConfigError) return { config: null, faults: error.fault.problems.map(faultOf) };
    throw error;
  }
}

/** @param problem as ConfigError writes it: the setting, a colon and its fault */
function faultOf(problem: string): BadSetting {
  const at = problem.indexOf(':');
  const fault = problem.slice(at + 1).trim();
  return { setting: problem.slice(0, at), fault: fault === 'required' ? null : fault };
}

/** The values that fit the deployed resources; each is `null` if Azure did not show it. */
export type Expected = Readonly<
  Record<'AZURE_CLIENT_ID' | 'TABLES_ENDPOINT' | 'EMAIL_ENDPOINT', string | null>
>;

export type SettingFacts = {
  readonly app: string;
  readonly expected: Expected;
  readonly commands: Commands;
};

export function judgeSettings(
  settings: Visible<Environment>,
  { app, expected, commands }: SettingFacts,
): readonly CheckResult[] {
  const check = 'settings';
  if (settings.kind !== 'visible')
    return [notVisible({ check, thing: 'settings', why: settings }, commands.showSettings(app))];
  const env = settings.value;
  const read = readingOf(env);
  const faults = read.config === null ? read.faults : [];
  const values: Readonly<Record<string, string | null>> = expected;
  const commandFor = (setting: string) => {
    const value = values[setting] ?? null;
    return value === null ? commands.choose(app, setting) : commands.set(app, setting, value);
  };
  const results = [
    ...judgeHostStorage(env, app, commands),
    ...faults.map((fault) => missing({ check, code: 'badSetting', ...fault }, commandFor(fault.setting))),
    ...ofOtherResources(env, expected)
      .filter((name) => faults.every(({ setting }) => setting !== name))
      .map((setting) => missing({ check, code: 'otherResource', setting }, commandFor(setting))),
    ...(read.config !== null && hasNoRecipients(read.config)
      ? [missing({ check, code: 'noRecipients' }, commands.set(app, 'DIGEST_TO_GLOBAL_ADMINS', 'true'))]
      : []),
  ];
  return results.length > 0 ? results : [ok({ check, code: 'allValid' })];
}

/** Either names the account of the Functions host for an identity. */
const HOST_STORAGE = ['azurewebjobsstorage__blobserviceuri', 'azurewebjobsstorage__accountname'];

/**
 * The host's storage by key, beside that by identity, which is the only one that infra/ sets: the host then takes the key, which the
 * account refuses; an empty one also keeps some versions of the host from starting. Tools and Azure's own deployments add it.
 * https://github.com/Azure/azure-functions-host/issues/11796, https://github.com/Azure/azure-functions-host/issues/11636,
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/29149 (read 2026-11-29)
 */
function judgeHostStorage(env: Environment, app: string, commands: Commands): readonly CheckResult[] {
  const names = Object.keys(env);
  const setting = names.find((name) => name.toLowerCase() === 'azurewebjobsstorage');
  if (setting === undefined) return [];
  const hasIdentity = names.some((name) => HOST_STORAGE.includes(name.toLowerCase()));
  // Without the other settings, the app would have no storage at all.
  const command = hasIdentity ? commands.unset(app, setting) : commands.deploy;
  return [missing({ check: 'settings', code: 'storageKey', setting }, command)];
}

function ofOtherResources(env: Environment, expected: Expected): readonly string[] {
  return Object.entries(expected)
    .filter(([name, value]) => value !== null && !isSame(env[name], value))
    .map(([name]) => name)
    .filter((name) => name !== 'EMAIL_ENDPOINT' || deployedMode(env) === 'acs');
}

function isSame(set: string | undefined, value: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/\/+$/, '');
  return bare(set ?? '') === bare(value);
}

export function hasNoRecipients({ digest }: Config): boolean {
  return !digest.toGlobalAdmins && digest.recipients.length === 0;
}
