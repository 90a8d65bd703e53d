/** The target of a sign-in: a client app, and the resource for which it requests a token. Microsoft's ids are the real ones. */
export type Target = {
  readonly appId: string;
  readonly appDisplayName: string;
  readonly resourceId: string;
  readonly resourceDisplayName: string;
  readonly clientAppUsed?: string;
  readonly userAgent?: string;
};

const MANAGEMENT = resource('797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Windows Azure Service Management API');
const GRAPH = resource('00000003-0000-0000-c000-000000000000', 'Microsoft Graph');
const DIRECTORY = resource('00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory');
const EXCHANGE = resource('00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online');
const SHAREPOINT = resource('00000003-0000-0ff1-ce00-000000000000', 'Office 365 SharePoint Online');
const TEAMS = resource('cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', 'Microsoft Teams Services');

const PORTAL = client('c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Azure Portal');
const CLI = {
  ...client('04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'),
  clientAppUsed: 'Mobile Apps and Desktop clients',
  userAgent: 'python/3.12.8 (Windows-11-10.0.26100-SP0) AZURECLI/2.77.0',
};
const POWERSHELL = {
  ...client('1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell'),
  clientAppUsed: 'Mobile Apps and Desktop clients',
  userAgent: 'AzurePowerShell/v14.3.0 PSVersion/v7.5.2',
};

export const TARGETS = {
  portal: { ...PORTAL, ...MANAGEMENT },
  entraAdminCenter: { ...PORTAL, ...GRAPH },
  m365AdminCenter: {
    ...client('618dd325-23f6-4b6f-8380-4df78026e39b', 'Microsoft 365 Admin portal'),
    ...GRAPH,
  },
  m365Portal: {
    ...client('00000006-0000-0ff1-ce00-000000000000', 'Microsoft Office 365 Portal'),
    ...DIRECTORY,
  },
  cli: { ...CLI, ...MANAGEMENT },
  cliGraph: { ...CLI, ...GRAPH },
  powershell: { ...POWERSHELL, ...MANAGEMENT },
  mobileApp: { ...client('0c1307d4-29d6-4389-a11c-5cbe7f65d7fa', 'Azure Mobile App'), ...MANAGEMENT },
  ownClient: { ...client('3f0b6c1e-52a4-4c0d-9a57-0d5f2f6a7c11', 'Contoso Cost Explorer'), ...MANAGEMENT },
  teams: { ...client('1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Microsoft Teams'), ...TEAMS },
  sharePoint: {
    ...client('00000003-0000-0ff1-ce00-000000000000', 'Office 365 SharePoint Online'),
    ...SHAREPOINT,
  },
  officeHome: { ...client('4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome'), ...GRAPH },
  outlook: { ...client('9199bf20-a13f-4107-85dc-02114787ef48', 'One Outlook Web'), ...EXCHANGE },
  directorySync: {
    ...client('cb1056e2-e479-49de-ae31-7812af012ed8', 'Microsoft Azure Active Directory Connect'),
    ...DIRECTORY,
  },
} as const satisfies Record<string, Target>;

function client(appId: string, appDisplayName: string): Pick<Target, 'appId' | 'appDisplayName'> {
  return { appId, appDisplayName };
}

function resource(resourceId: string, name: string): Pick<Target, 'resourceId' | 'resourceDisplayName'> {
  return { resourceId, resourceDisplayName: name };
}
