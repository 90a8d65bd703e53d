import { SENDER } from './directory';
import { type Exports, NO_EXPORTS } from './exports';
import { PRODUCT_PERMISSIONS } from './graphRoles';

/** MFA Watch in the tenant's Azure, as `infra/main.bicep` and `infra/graph.bicep` deploy it. */
export type Deployment = {
  readonly group: string;
  /** Registration by namespace; a missing namespace is `NotRegistered`. */
  readonly providers: Readonly<Record<string, string>>;
  /** The caller's rights in the group, one entry for each role. */
  readonly rights: readonly {
    readonly actions: readonly string[];
    readonly notActions: readonly string[];
  }[];
  readonly resources: readonly DeployedResource[];
  readonly state: 'Running' | 'Stopped';
  readonly hostName: string;
  /** The major version of Node.js. */
  readonly nodeVersion: string;
  /** Names of the identities that the app uses. */
  readonly identities: readonly string[];
  readonly functions: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly asksSignIn: boolean;
  readonly domains: readonly DeployedDomain[];
  /** Names of the domains that the communication service sends from. */
  readonly linked: readonly string[];
  readonly senders: readonly string[];
  /** The roles of the identity: ids of roles, and names of the resources. */
  readonly roles: readonly { readonly id: string; readonly on: string }[];
  /** Names of Graph's application permissions. */
  readonly grants: readonly string[];
  readonly exports: Exports;
};

export type DeployedResource = { readonly type: string; readonly name: string };
export type DeployedDomain = {
  readonly name: string;
  readonly management: 'AzureManaged' | 'CustomerManaged';
  readonly sendsFrom: string;
  readonly states: Readonly<Record<string, string>>;
};

const SUFFIX = 'k3vq7zr2mbx5a';
export const IDENTITY = {
  clientId: 'f2000001-0000-4000-8000-000000000001',
  principalId: 'f2000002-0000-4000-8000-000000000002',
};
export const DEPLOYED = {
  app: `func-mfa-watch-${SUFFIX}`,
  identity: `id-mfa-watch-${SUFFIX}`,
  host: `mfawatchh${SUFFIX}`,
  tables: `mfawatcht${SUFFIX}`,
  mail: `mail-mfa-watch-${SUFFIX}`,
  communication: `acs-mfa-watch-${SUFFIX}`,
  insights: `appi-mfa-watch-${SUFFIX}`,
} as const;
const MAIL_HOST = `${DEPLOYED.communication}.europe.communication.azure.com`;
const SENDS_FROM = 'f2000003-0000-4000-8000-000000000003.azurecomm.net';
const VERIFIED = { Domain: 'Verified', SPF: 'Verified', DKIM: 'Verified', DKIM2: 'Verified' };

/** The mailbox that the app sends from: a user of the directory. */
export const MAIL_SENDER = String(SENDER.userPrincipalName);

/** A complete deployment that sends from a mailbox; tests remove parts of it. */
export function wholeDeployment(): Deployment {
  const namespaces = ['Insights', 'ManagedIdentity', 'OperationalInsights', 'Storage', 'Web'];
  return {
    group: 'rg-mfa-watch',
    providers: Object.fromEntries(
      namespaces.map((name) => [`microsoft.${name.toLowerCase()}`, 'Registered']),
    ),
    rights: [
      { actions: ['*'], notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'] },
      { actions: ['*/read', 'Microsoft.Authorization/roleAssignments/write'], notActions: [] },
    ],
    resources: [
      { type: 'Microsoft.Web/serverfarms', name: `plan-mfa-watch-${SUFFIX}` },
      { type: 'Microsoft.Web/sites', name: DEPLOYED.app },
      { type: 'Microsoft.ManagedIdentity/userAssignedIdentities', name: DEPLOYED.identity },
      { type: 'Microsoft.Storage/storageAccounts', name: DEPLOYED.host },
      { type: 'Microsoft.Storage/storageAccounts', name: DEPLOYED.tables },
      { type: 'microsoft.insights/components', name: DEPLOYED.insights },
      { type: 'Microsoft.OperationalInsights/workspaces', name: `log-mfa-watch-${SUFFIX}` },
    ],
    state: 'Running',
    hostName: `${DEPLOYED.app}.azurewebsites.net`,
    nodeVersion: '24',
    identities: [DEPLOYED.identity],
    functions: ['checkNow', 'pollSignIns', 'refreshPosture', 'reportHealth', 'sendDigest', 'showReport'],
    settings: {
      AZURE_CLOUD: 'global',
      AZURE_CLIENT_ID: IDENTITY.clientId,
      TABLES_ENDPOINT: `https://${DEPLOYED.tables}.table.core.windows.net/`,
      SIGN_IN_SOURCE: 'graph',
      EXTRA_ENFORCED_APPS: '[]',
      BREAK_GLASS_ACCOUNTS: '',
      AzureWebJobsStorage__blobServiceUri: `https://${DEPLOYED.host}.blob.core.windows.net/`,
      MAIL_MODE: 'graph',
      MAIL_SENDER,
      DIGEST_TO_GLOBAL_ADMINS: 'true',
      DIGEST_RECIPIENTS: 'security@contoso.example',
      DIGEST_TIME_ZONE: 'Europe/Berlin',
      RETENTION_DAYS: '90',
    },
    asksSignIn: false,
    domains: [],
    linked: [],
    senders: [],
    roles: [
      { id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', on: DEPLOYED.host },
      { id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', on: DEPLOYED.tables },
      { id: '3913510d-42f4-4e42-8a64-420c390055eb', on: DEPLOYED.insights },
    ],
    grants: PRODUCT_PERMISSIONS,
    exports: NO_EXPORTS,
  };
}

/** A complete deployment that sends through Communication Services. */
export function wholeDeploymentWithAcs(): Deployment {
  const whole = wholeDeployment();
  const { MAIL_SENDER: _mailbox, ...settings } = whole.settings;
  const domain = { name: 'AzureManagedDomain', management: 'AzureManaged' } as const;
  return {
    ...whole,
    providers: { ...whole.providers, 'microsoft.communication': 'Registered' },
    resources: [
      ...whole.resources,
      { type: 'Microsoft.Communication/emailServices', name: DEPLOYED.mail },
      { type: 'Microsoft.Communication/communicationServices', name: DEPLOYED.communication },
    ],
    settings: {
      ...settings,
      MAIL_MODE: 'acs',
      EMAIL_ENDPOINT: `https://${MAIL_HOST}`,
      EMAIL_SENDER: `DoNotReply@${SENDS_FROM}`,
    },
    domains: [{ ...domain, sendsFrom: SENDS_FROM, states: VERIFIED }],
    linked: [domain.name],
    roles: [...whole.roles, { id: '09976791-48a7-449e-bb21-39d1a415f350', on: DEPLOYED.communication }],
  };
}

export const MAIL = { host: MAIL_HOST, sendsFrom: SENDS_FROM, verified: VERIFIED } as const;
