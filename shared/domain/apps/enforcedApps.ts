/** A client app, or a resource, under mandatory MFA. */
export type EnforcedApp = {
  readonly key: string;
  readonly name: string;
  /** Lower-case GUIDs of client apps; a client id wins over a resource id. */
  readonly clientAppIds: readonly string[];
  /** Lower-case GUIDs of resources, reached through any client. */
  readonly resourceIds: readonly string[];
  readonly phase: 1 | 2;
  readonly operations: readonly Operation[];
  /** When Microsoft began to enforce: `YYYY-MM` or `YYYY-MM-DD`. */
  readonly since: string;
  /** False if Microsoft does not document the id. */
  readonly confirmed: boolean;
  readonly source: string;
  /** The day the source was read, `YYYY-MM-DD`. */
  readonly read: string;
};

export type Operation = 'create' | 'read' | 'update' | 'delete';

const MANDATE =
  'https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication';
const READ = '2026-11-21';
const EVERY_OPERATION = ['create', 'read', 'update', 'delete'] as const;
const WRITES = ['create', 'update', 'delete'] as const;

/**
 * One catalogue for all clouds: an id that a cloud does not have matches nothing there, and exported files do not name their
 * cloud. `EXTRA_ENFORCED_APPS` adds other ids.
 */
export const ENFORCED_APPS: readonly EnforcedApp[] = [
  {
    key: 'adminPortals',
    name: 'Azure portal, Entra and Intune admin centers',
    clientAppIds: ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c'],
    resourceIds: [],
    phase: 1,
    operations: EVERY_OPERATION,
    since: '2024-10',
    confirmed: true,
    source: MANDATE,
    read: READ,
  },
  {
    key: 'm365AdminCenter',
    name: 'Microsoft 365 admin center',
    clientAppIds: ['618dd325-23f6-4b6f-8380-4df78026e39b', '00000006-0000-0ff1-ce00-000000000000'],
    resourceIds: [],
    phase: 1,
    operations: EVERY_OPERATION,
    since: '2025-02',
    confirmed: false,
    source: 'https://github.com/AzureAD/MSIdentityTools/blob/main/src/Get-MsIdAzureUsers.ps1',
    read: READ,
  },
  {
    key: 'azureCli',
    name: 'Azure CLI',
    clientAppIds: ['04b07795-8ddb-461a-bbee-02f9e1bf7b46'],
    resourceIds: [],
    phase: 2,
    operations: WRITES,
    since: '2025-10-01',
    confirmed: true,
    source: MANDATE,
    read: READ,
  },
  {
    key: 'azurePowerShell',
    name: 'Azure PowerShell',
    clientAppIds: ['1950a258-227b-4e31-a9cf-717495945fc2'],
    resourceIds: [],
    phase: 2,
    operations: WRITES,
    since: '2025-10-01',
    confirmed: true,
    source: MANDATE,
    read: READ,
  },
  {
    key: 'azureMobileApp',
    name: 'Azure mobile app',
    clientAppIds: ['0c1307d4-29d6-4389-a11c-5cbe7f65d7fa'],
    resourceIds: [],
    phase: 2,
    operations: WRITES,
    since: '2025-10-01',
    confirmed: true,
    source: MANDATE,
    read: READ,
  },
  {
    key: 'azureResourceManager',
    name: 'Azure Resource Manager through any other client (IaC, SDK, REST)',
    clientAppIds: [],
    // In Azure Government it has an id of its own: https://github.com/Azure/ipam, deploy/deploy.ps1 (read 2026-11-21).
    resourceIds: ['797f4846-ba00-4fd7-ba43-dac1f8f63013', '40a69793-8fe6-4db1-9591-dbc5c57b17d8'],
    phase: 2,
    operations: WRITES,
    since: '2025-10-01',
    confirmed: true,
    source: MANDATE,
    read: READ,
  },
];

/** The catalogue with a tenant's own entries: one with a known key replaces that entry, any other is added. */
export function withExtraApps(extra: readonly EnforcedApp[]): readonly EnforcedApp[] {
  const replaced = new Set(extra.map((app) => app.key));
  return [...extra, ...ENFORCED_APPS.filter((app) => !replaced.has(app.key))];
}

export type AppIndex = {
  readonly byClient: ReadonlyMap<string, EnforcedApp>;
  readonly byResource: ReadonlyMap<string, EnforcedApp>;
};

/** The entries of an index, those of the tenant among them. */
export function appsIn({ byClient, byResource }: AppIndex): readonly EnforcedApp[] {
  return [...new Set([...byClient.values(), ...byResource.values()])];
}

/** Built once per run, so that a lookup costs two map reads. The first entry that names an id keeps it. */
export function indexApps(apps: readonly EnforcedApp[]): AppIndex {
  const byClient = new Map<string, EnforcedApp>();
  const byResource = new Map<string, EnforcedApp>();
  for (const app of apps) {
    for (const id of app.clientAppIds) if (!byClient.has(id)) byClient.set(id, app);
    for (const id of app.resourceIds) if (!byResource.has(id)) byResource.set(id, app);
  }
  return { byClient, byResource };
}

/** The enforced app a sign-in reached; a client id wins over a resource id. */
export function enforcedAppOf(
  index: AppIndex,
  signIn: { readonly appId: string | null; readonly resourceId: string | null },
): EnforcedApp | null {
  const byClient = signIn.appId === null ? undefined : index.byClient.get(signIn.appId);
  if (byClient) return byClient;
  return (signIn.resourceId === null ? undefined : index.byResource.get(signIn.resourceId)) ?? null;
}

/**
 * Whether a client of phase 2 signed in to a resource outside phase 2: only Azure Resource Manager enforces it, so
 * Azure CLI may ask Microsoft Graph or Key Vault for a token without MFA. A resource that the record does not name may
 * be Azure Resource Manager.
 *
 * @see https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication ("requests to
 * https://management.azure.com", read 2026-11-29)
 */
export function isForOtherResource(
  index: AppIndex,
  app: EnforcedApp,
  { resourceId }: { readonly resourceId: string | null },
): boolean {
  if (app.phase !== 2 || resourceId === null || !NAMES_A_RESOURCE.test(resourceId)) return false;
  return index.byResource.get(resourceId)?.phase !== 2;
}

/** A GUID; Microsoft writes the one of all zeros for no resource. */
const NAMES_A_RESOURCE = /^(?!0{8}-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
