import { z } from 'zod';
import { enforcedAppList } from './decode/enforcedApp';
import type { Access } from './domain/access';
import type { EnforcedApp } from './domain/apps/enforcedApps';
import { CLOUD_ENDPOINTS, CLOUDS, type Cloud } from './domain/cloud';
import {
  address,
  consumerGroup,
  endpoint,
  flag,
  graceDays,
  groupId,
  hubName,
  keylessLink,
  keyNames,
  list,
  mailbox,
  namespaceHost,
  platformFlag,
  schedule,
  timeOfDay,
  timeZone,
  wholeDays,
} from './settingForms';
import { type Environment, type Read, readChecked } from './settingReader';

/** The settings of the tenant and of how it is read; the command line needs no others. */
export type TenantConfig = {
  readonly cloud: Cloud;
  readonly clientId: string | null;
  readonly graphEndpoint: string;
  readonly armEndpoint: string;
  readonly includeNonInteractive: boolean;
  readonly extraApps: readonly EnforcedApp[];
  /** User ids and UPNs, lower case. */
  readonly breakGlassAccounts: readonly string[];
};

/** Every setting, read once. Names and defaults are the contract; docs/settings.md documents each. */
export type Config = TenantConfig & {
  readonly tablesEndpoint: string;
  readonly source: SourceConfig;
  readonly mail: MailConfig;
  readonly digest: DigestConfig;
  readonly pollSchedule: string;
  readonly postureSchedule: string;
  readonly digestSchedule: string;
  readonly retentionDays: number;
  readonly access: Access;
  /** How long a new account is no news, in days from its creation. */
  readonly newAccountGraceDays: number;
};

export type SourceConfig =
  | { readonly kind: 'graph' }
  | { readonly kind: 'logAnalytics'; readonly workspaceId: string; readonly endpoint: string }
  | {
      readonly kind: 'eventHub';
      readonly hubName: string;
      /** Host name. */
      readonly namespace: string;
      readonly consumerGroup: string;
    };

export type MailConfig =
  | { readonly mode: 'graph'; readonly sender: string }
  | { readonly mode: 'acs'; readonly endpoint: string; readonly sender: string }
  | { readonly mode: 'outbox'; readonly folder: string };

export type DigestConfig = {
  readonly toGlobalAdmins: boolean;
  readonly recipients: readonly string[];
  /** Local time of day, `HH:MM`. */
  readonly time: string;
  /** IANA zone. */
  readonly timeZone: string;
  readonly whenQuiet: 'daily' | 'weekly' | 'never';
  readonly reportUrl: string | null;
  /** Whether an urgent use of an account is reported at the next tick. */
  readonly urgentMail: boolean;
};

export const DEFAULT_SCHEDULES = {
  POLL_SCHEDULE: '0 */15 * * * *',
  POSTURE_SCHEDULE: '0 20 3 * * *',
  DIGEST_SCHEDULE: '0 0 * * * *',
} as const;

/**
 * Reads and checks all settings.
 *
 * @param env app settings; an empty value counts as absent
 * @throws ConfigError naming every bad setting
 */
export function readConfig(env: Environment): Config {
  return readChecked(env, (read) => {
    const tenant = readTenant(read);
    return {
      ...tenant,
      tablesEndpoint: read.required('TABLES_ENDPOINT', endpoint, ''),
      source: readSource(read, tenant.cloud),
      mail: readMail(read),
      digest: {
        toGlobalAdmins: read('DIGEST_TO_GLOBAL_ADMINS', flag, true),
        recipients: read('DIGEST_RECIPIENTS', list.pipe(z.array(address)), []),
        time: read('DIGEST_TIME', timeOfDay, '07:00'),
        timeZone: read('DIGEST_TIME_ZONE', timeZone, 'UTC'),
        whenQuiet: read('DIGEST_WHEN_QUIET', z.enum(['daily', 'weekly', 'never']), 'weekly'),
        reportUrl: read('REPORT_URL', keylessLink, null),
        urgentMail: read('URGENT_MAIL', flag, true),
      },
      pollSchedule: read('POLL_SCHEDULE', schedule, DEFAULT_SCHEDULES.POLL_SCHEDULE),
      postureSchedule: read('POSTURE_SCHEDULE', schedule, DEFAULT_SCHEDULES.POSTURE_SCHEDULE),
      digestSchedule: read('DIGEST_SCHEDULE', schedule, DEFAULT_SCHEDULES.DIGEST_SCHEDULE),
      retentionDays: read('RETENTION_DAYS', wholeDays, 90),
      access: readAccess(read),
      newAccountGraceDays: read('NEW_ACCOUNT_GRACE_DAYS', graceDays, 0),
    };
  });
}

/**
 * Reads and checks the settings of the tenant and of how it is read.
 *
 * @throws ConfigError naming every bad one
 */
export function readTenantConfig(env: Environment): TenantConfig {
  return readChecked(env, readTenant);
}

function readTenant(read: Read): TenantConfig {
  const cloud = read('AZURE_CLOUD', z.enum(CLOUDS), 'global');
  return {
    cloud,
    clientId: read('AZURE_CLIENT_ID', z.guid('must be a GUID'), null),
    graphEndpoint: read('GRAPH_ENDPOINT', endpoint, CLOUD_ENDPOINTS[cloud].graph),
    armEndpoint: read('ARM_ENDPOINT', endpoint, CLOUD_ENDPOINTS[cloud].arm),
    includeNonInteractive: read('INCLUDE_NON_INTERACTIVE', flag, true),
    extraApps: read('EXTRA_ENFORCED_APPS', enforcedAppList, []),
    breakGlassAccounts: read('BREAK_GLASS_ACCOUNTS', list, []).map((name) => name.toLowerCase()),
  };
}

function readAccess(read: Read): Access {
  return {
    // https://learn.microsoft.com/azure/app-service/reference-app-settings (read 2026-11-30): App Service sets it, on Linux too. On Flex
    // Consumption the host itself signs people in, and only if this variable says so: HostEasyAuthOptionsSetup.cs and
    // WebScriptHostBuilderExtension.cs of https://github.com/Azure/azure-functions-host (read 2026-11-30).
    isSignInOn: read('WEBSITE_AUTH_ENABLED', platformFlag, false),
    writerRoles: read('WRITER_ROLES', list, []),
    writerGroups: read('WRITER_GROUPS', list.pipe(z.array(groupId)), []),
    keyNames: read('FUNCTION_KEY_NAMES', list.pipe(keyNames), new Map()),
  };
}

function readSource(read: Read, cloud: Cloud): SourceConfig {
  const kind = read('SIGN_IN_SOURCE', z.enum(['graph', 'logAnalytics', 'eventHub']), 'graph');
  switch (kind) {
    case 'graph':
      return { kind };
    case 'logAnalytics':
      return {
        kind,
        workspaceId: read.required(
          'LOG_ANALYTICS_WORKSPACE_ID',
          z.guid('must be the workspace id, a GUID'),
          '',
        ),
        endpoint: read('LOG_ANALYTICS_ENDPOINT', endpoint, CLOUD_ENDPOINTS[cloud].logAnalytics),
      };
    case 'eventHub':
      return {
        kind,
        hubName: read.required('EVENT_HUB_NAME', hubName, ''),
        namespace: read.required('EVENT_HUB__fullyQualifiedNamespace', namespaceHost, ''),
        consumerGroup: read('EVENT_HUB_CONSUMER_GROUP', consumerGroup, '$Default'),
      };
  }
}

function readMail(read: Read): MailConfig {
  const usual = read('EMAIL_ENDPOINT', z.string(), null) === null ? 'graph' : 'acs';
  const mode = read('MAIL_MODE', z.enum(['graph', 'acs', 'outbox']), usual);
  switch (mode) {
    case 'graph':
      return { mode, sender: read.required('MAIL_SENDER', mailbox, '') };
    case 'acs':
      return {
        mode,
        endpoint: read.required('EMAIL_ENDPOINT', endpoint, ''),
        sender: read.required('EMAIL_SENDER', address, ''),
      };
    case 'outbox':
      return { mode, folder: read.required('OUTBOX_DIR', z.string(), '') };
  }
}
