import type { EnforcedApp } from '../apps/enforcedApps';
import type { Policy } from './policy';

/** The target of a policy that reaches an enforced app: one of its ids, or the resource that stands for it. */
export type Target = {
  readonly id: string;
  /** Any of these names, as an included app of a policy, reaches it. */
  readonly reachedBy: readonly string[];
  /** Any of these names, as an excluded app, leaves it out. */
  readonly leftOutBy: readonly string[];
  /** The name for a policy that is to reach it. */
  readonly name: 'managementApi' | 'adminPortals' | 'id';
  /** Security defaults require MFA of any user there. */
  readonly inSecurityDefaults: boolean;
};

/**
 * In Azure Government the suite has an id of its own: https://github.com/Azure/ipam, deploy/deploy.ps1 (read
 * 2026-11-21).
 */
export const MANAGEMENT_API = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
export const GOVERNMENT_MANAGEMENT_API = '40a69793-8fe6-4db1-9591-dbc5c57b17d8';
export const ADMIN_PORTALS = 'MicrosoftAdminPortals';

const ANY = 'All';
const MANAGEMENT = [MANAGEMENT_API, GOVERNMENT_MANAGEMENT_API];
const AZURE_PORTAL = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
const OFFICE_PORTAL = '00000006-0000-0ff1-ce00-000000000000';
const M365_ADMIN_CENTER = ['618dd325-23f6-4b6f-8380-4df78026e39b', OFFICE_PORTAL];
/** Azure CLI, Azure PowerShell, the Azure mobile app: a policy reaches the resource they ask for, never them. */
const PUBLIC_CLIENTS = [
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  '1950a258-227b-4e31-a9cf-717495945fc2',
  '0c1307d4-29d6-4389-a11c-5cbe7f65d7fa',
];

/**
 * The Azure management API stands for Azure Resource Manager and the Azure portal, which is the Entra and Intune admin
 * centers too (one app id); the Microsoft 365 admin center is only "indirectly affected" by it. MicrosoftAdminPortals
 * stands for the portals, none of the clients.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps (read 2026-11-21)
 */
export function targetsOf(app: EnforcedApp): readonly Target[] {
  const ids = [...app.clientAppIds, ...app.resourceIds];
  const isManaged = (id: string) => MANAGEMENT.includes(id) || PUBLIC_CLIENTS.includes(id);
  const managed = ids.filter(isManaged);
  const others = ids.filter((id) => !isManaged(id)).map(targetOf);
  return managed.length === 0 ? others : [managementTarget(managed), ...others];
}

function managementTarget(ids: readonly string[]): Target {
  const reachedBy = [ANY, ...MANAGEMENT];
  // To leave out a client does nothing by the letter; whoever wrote it meant it, so it is no proof of coverage.
  const leftOutBy = [...reachedBy, ...ids];
  return { id: MANAGEMENT_API, reachedBy, leftOutBy, name: 'managementApi', inSecurityDefaults: true };
}

function targetOf(id: string): Target {
  if (id === AZURE_PORTAL) {
    const names = [ANY, ADMIN_PORTALS, ...MANAGEMENT, id];
    return { id, reachedBy: names, leftOutBy: names, name: 'adminPortals', inSecurityDefaults: true };
  }
  const isAdminCenter = M365_ADMIN_CENTER.includes(id);
  const reachedBy = isAdminCenter ? [ANY, ADMIN_PORTALS, id] : [ANY, id];
  // Microsoft lists this id in the suite; whether it is the admin center's is not confirmed, so it lowers and never raises.
  // https://learn.microsoft.com/entra/identity/conditional-access/reference-office-365-application-contents (read 2026-11-21)
  const leftOutBy = id === OFFICE_PORTAL ? [...reachedBy, 'Office365'] : reachedBy;
  const name = isAdminCenter ? 'adminPortals' : 'id';
  return { id, reachedBy, leftOutBy, name, inSecurityDefaults: false };
}

/** Whether this is an id, or one of Microsoft's names for groups of apps. Any other name may be any app. */
export function isAppName(name: string): boolean {
  return GUID.test(name) || GROUPS_OF_APPS.has(name);
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** https://learn.microsoft.com/graph/api/resources/conditionalaccessapplications (read 2026-11-29) */
const GROUPS_OF_APPS: ReadonlySet<string> = new Set([
  ANY,
  'None',
  'Office365',
  ADMIN_PORTALS,
  'AllAgentIdResources',
]);

export function includes({ apps }: Policy, target: Target): boolean {
  return apps.include.some((name) => target.reachedBy.includes(name));
}
