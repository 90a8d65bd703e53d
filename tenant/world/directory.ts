import type { Account, Cast } from './accounts';
import { TENANTS } from './places';

/** An object that Graph's directory calls return, under Microsoft's names. */
export type DirectoryObject = {
  readonly '@odata.type': string;
  readonly id: string;
  readonly displayName: string;
} & Readonly<Record<string, unknown>>;

export type Group = { readonly object: DirectoryObject; readonly members: readonly DirectoryObject[] };

/** A unified role assignment, or an eligibility. */
export type RoleHolding = {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
  readonly principal: DirectoryObject;
  /** When an activated role ends, ISO 8601 UTC; left out for an assignment without end. */
  readonly activatedUntil?: string;
};

export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
export const DIRECTORY_SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32';
export const SECURITY_ADMINISTRATOR = '194ae4cb-b126-40b2-bd5b-6091b380977d';
const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';

export const ROLE_NAMES: Readonly<Record<string, string>> = {
  [GLOBAL_ADMINISTRATOR]: 'Global Administrator',
  [SECURITY_ADMINISTRATOR]: 'Security Administrator',
  [USER_ADMINISTRATOR]: 'User Administrator',
  [EXCHANGE_ADMINISTRATOR]: 'Exchange Administrator',
  [DIRECTORY_SYNCHRONIZATION]: 'Directory Synchronization Accounts',
};

/** https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner (read 2026-11-21) */
export type Partner = {
  readonly tenantId: string;
  readonly inboundTrust: ReturnType<typeof trusting> | null;
};

export type Directory = {
  readonly users: readonly DirectoryObject[];
  readonly groups: Readonly<Record<string, Group>>;
  /** By user id; disabled for all others. */
  readonly perUserMfa: Readonly<Record<string, 'enabled' | 'enforced'>>;
  /** Cross-tenant access settings. */
  readonly partners: readonly Partner[];
  readonly assignments: readonly RoleHolding[];
  readonly eligibilities: readonly RoleHolding[];
  /** Last sign-ins from before the log, ISO 8601 UTC by user id. */
  readonly lastActivity: Readonly<Record<string, string>>;
};

type Unused = { readonly account: Account; readonly lastUsed: string };

export function makeDirectory(cast: Cast, accounts: readonly Account[], unused: Unused) {
  const listed = [...accounts, unused.account].filter((account) => account.inDirectory);
  const byId = new Map(listed.map((account) => [account.id, userObject(account)]));
  const user = (account: Account) => byId.get(account.id) ?? userObject(account);
  const provisioning = servicePrincipal(cast.servicePrincipal);
  const administrators = group('a0000001-0000-4000-8000-00000000000a', 'Tenant administrators', [
    ...[cast.groupAdmin, cast.groupAdminToo, cast.mailboxAdmin].map(user),
    provisioning,
  ]);
  const onCall = group('a0000002-0000-4000-8000-00000000000a', 'Platform on call', [user(cast.refresher)]);
  const automation = group('a0000003-0000-4000-8000-00000000000a', 'Automation accounts', [
    ...[cast.ropcPython, cast.ropcSdk, cast.terraform, cast.runbook, cast.deviceCode].map(user),
  ]);
  const active = [cast.mailboxAdmin, cast.otherMailAdmin, cast.disabledAdmin, cast.noAddressAdmin];
  const emergency = [cast.breakGlassKey, cast.breakGlassPassword, unused.account];
  return {
    users: [...byId.values(), SENDER],
    groups: { administrators, onCall, automation },
    perUserMfa: { [cast.portalPassword.id]: 'enforced', [cast.lapses.id]: 'enabled' },
    partners: [
      { tenantId: TENANTS.fabrikam.id, inboundTrust: trusting(true) },
      // The default settings apply.
      { tenantId: TENANTS.northwind.id, inboundTrust: null },
    ],
    assignments: [
      ...[...active, ...emergency].map((account) => holding(GLOBAL_ADMINISTRATOR, user(account))),
      holding(GLOBAL_ADMINISTRATOR, administrators.object),
      holding(GLOBAL_ADMINISTRATOR, provisioning),
      holding(USER_ADMINISTRATOR, user(cast.office)),
      holding(EXCHANGE_ADMINISTRATOR, user(cast.portalPassword)),
      holding(DIRECTORY_SYNCHRONIZATION, user(cast.directorySync)),
    ],
    eligibilities: [
      holding(GLOBAL_ADMINISTRATOR, user(cast.eligibleAdmin)),
      holding(GLOBAL_ADMINISTRATOR, onCall.object),
      holding(SECURITY_ADMINISTRATOR, user(cast.certificate)),
    ],
    lastActivity: { [unused.account.id]: unused.lastUsed },
  } satisfies Directory;
}

/** The shared mailbox that the digest comes from. Its account is disabled, as Exchange makes them. */
export const SENDER: DirectoryObject = {
  ...person('f4000001-0000-4000-8000-000000000001', 'MFA Watch'),
  mail: `mfa-watch@${TENANTS.contoso.domain}`,
  userPrincipalName: `mfa-watch@${TENANTS.contoso.domain}`,
  accountEnabled: false,
  proxyAddresses: [`SMTP:mfa-watch@${TENANTS.contoso.domain}`],
};

export function trusting(isMfaAccepted: boolean) {
  return { isMfaAccepted, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
}

function userObject(account: Account): DirectoryObject {
  const guest = account.home !== TENANTS.contoso;
  return {
    ...person(account.id, account.displayName),
    mail: account.mail,
    userPrincipalName: guest ? guestName(account.userPrincipalName) : account.userPrincipalName,
    accountEnabled: account.enabled,
    otherMails: account.otherMails,
    proxyAddresses: account.mail === null ? [] : [`SMTP:${account.mail}`],
    userType: guest ? 'Guest' : 'Member',
  };
}

/** All properties of a user, for one who has little. */
function person(id: string, displayName: string) {
  const [givenName, surname = null] = displayName.split(' ');
  return {
    '@odata.type': '#microsoft.graph.user',
    id,
    businessPhones: [],
    displayName,
    givenName: givenName ?? null,
    jobTitle: null,
    mail: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname,
    userPrincipalName: '',
    accountEnabled: true,
    otherMails: [],
    proxyAddresses: [],
    userType: 'Member',
    onPremisesSyncEnabled: null,
  };
}

/** The directory's own name for a guest. The sign-in log has the real address instead. */
function guestName(address: string): string {
  return `${address.replace('@', '_')}#EXT#@${TENANTS.contoso.domain}`;
}

function servicePrincipal({ id, displayName }: Account): DirectoryObject {
  return { '@odata.type': '#microsoft.graph.servicePrincipal', id, displayName, accountEnabled: true };
}

export function group(id: string, displayName: string, members: readonly DirectoryObject[]): Group {
  const object = { '@odata.type': '#microsoft.graph.group', id, displayName, isAssignableToRole: true };
  return { object, members };
}

export function holding(roleDefinitionId: string, principal: DirectoryObject): RoleHolding {
  const id = `${roleDefinitionId.slice(0, 8)}-${principal.id}`;
  return { id, principalId: principal.id, roleDefinitionId, directoryScopeId: '/', principal };
}
