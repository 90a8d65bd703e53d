import { SYNC_CLIENTS } from '../../shared/domain/account/accountBook';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import { PERSONAL_ACCOUNTS } from '../../shared/domain/signIn/scope';

/**
 * Apps of Microsoft that sign-in logs often name: they are the same in every tenant, so that their ids and names show nothing.
 * https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in (read 2026-11-30)
 */
const APPS: readonly (readonly [id: string, name: string])[] = [
  ['74658136-14ec-4630-ad9b-26e160ff0fc6', 'ADIbizaUX'],
  ['7ab7862c-4c57-491e-8a45-d52a7e023983', 'App Service'],
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Azure Portal'],
  ['022907d3-0f1b-48f7-badc-1ba6abab6d66', 'Azure SQL Database'],
  ['497effe9-df71-4043-a8bb-14cf78c4b63b', 'Exchange Admin Center'],
  ['80ccca67-54bd-44ab-8625-4b79c4dc7775', 'Microsoft 365 Security and Compliance Center'],
  ['ee272b19-4411-433f-8f28-5c13cb6fd407', 'Microsoft 365 Support Service'],
  ['29d9ed98-a469-4536-ade2-f981bc1d605e', 'Microsoft Authentication Broker'],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'],
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell'],
  ['3090ab82-f1c1-4cdf-af2c-5d7a6f3e2cc7', 'Microsoft Defender for Cloud Apps'],
  ['18fbca16-2224-45f6-85b0-f7bf2b39b3f3', 'Microsoft Docs'],
  ['fb78d390-0c51-40cd-8e17-fdbfab77341b', 'Microsoft Exchange REST API Based Powershell'],
  ['47629505-c2b6-4a80-adb1-9b3a3d233b7b', 'Microsoft Exchange Web Services'],
  ['c9a559d2-7aab-4f13-a6ed-e7e9c52aec87', 'Microsoft Forms'],
  ['74bcdadc-2fdc-4bb3-8459-76d06952a0e9', 'Microsoft Intune Web Company Portal'],
  ['fc0f3af4-6835-4174-b806-f7db311fd2f3', 'Microsoft Intune Windows Agent'],
  ['d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft Office'],
  ['67e3df25-268a-4324-a550-0de1c7f97287', 'Microsoft Office Web Apps Service'],
  ['5d661950-3475-41cd-a2c3-d671a3162bc1', 'Microsoft Outlook'],
  ['93625bc8-bfe2-437a-97e0-3d0060024faa', 'Microsoft password reset service'],
  ['871c010f-5e61-4fb1-83ac-98610a7e9110', 'Microsoft Power BI'],
  ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Microsoft Teams'],
  ['cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', 'Microsoft Teams Services'],
  ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346', 'Microsoft Teams Web Client'],
  ['4345a7b9-9a63-4910-a426-35363201d503', 'O365 Suite UX'],
  ['00b41c95-dab0-4487-9791-b9d2c32c80f2', 'Office 365 Management'],
  ['66a88757-258c-4c72-893c-3e8bed4d6899', 'Office 365 Search Service'],
  ['243c63a3-247d-41c5-9d83-7788c43f1c43', 'Office Online Core SSO'],
  ['4b233688-031c-404b-9a80-a4f3f2351f90', 'Office.com'],
  ['89bee1f7-5e6e-4d8a-9f3d-ecd601259da7', 'Office365 Shell WCSS-Client'],
  ['0f698dd4-f011-4d23-a33e-b36416dcb1e6', 'OfficeClientService'],
  ['4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome'],
  ['ab9b8c07-8f02-4f72-87fa-80105867a763', 'OneDrive SyncEngine'],
  ['2d4d3d8e-2be3-4bef-9f87-7875a61c29de', 'OneNote'],
  ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile'],
  ['08e18876-6177-487e-b8b5-cf950c1e598c', 'SharePoint Online Web Client Extensibility'],
  ['8edd93e1-2103-40b4-bd70-6e34e586362d', 'Windows Azure Security Resource Provider'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Windows Azure Service Management API'],
  ['a3b79187-70b2-4139-83f9-6016c58cd27b', 'WindowsDefenderATP Portal'],
  ['26a7ee05-5602-4d76-a7ba-eae8b7b67941', 'Windows Search'],
  ['de8bc8b5-d9f9-48b1-a8ad-b748da725064', 'Graph Explorer'],
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'],
];

/** Tenants of Microsoft, which own its apps: the page above, and the tenant of personal accounts. */
const TENANTS = [
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
  PERSONAL_ACCOUNTS,
];

const IDS: ReadonlySet<string> = new Set([
  ...APPS.map(([id]) => id),
  ...ENFORCED_APPS.flatMap(({ clientAppIds, resourceIds }) => [...clientAppIds, ...resourceIds]),
  ...TENANTS,
]);

/** Microsoft's oldest apps, such as Microsoft Graph, have ids of this form; the id of all zeros stands for none. */
const OF_MICROSOFT = /^000000[\da-f]{2}-0000-(?:0000-c000|0ff1-ce00|0000-0000)-000000000000$/;

/** @param id a GUID in lower case */
export function isMicrosofts(id: string): boolean {
  return IDS.has(id) || SYNC_CLIENTS.has(id) || OF_MICROSOFT.test(id);
}

/** Other names that records have for these apps and for resources with an id of the form above. */
const OTHER_NAMES = [
  'Azure CLI',
  'Azure Key Vault',
  'Azure mobile app',
  'Azure PowerShell',
  'Azure Resource Manager',
  'Microsoft 365 Admin portal',
  'Microsoft Entra Connect',
  'Microsoft Graph',
  'Microsoft Office 365 Portal',
  'Office 365 Exchange Online',
  'Office 365 SharePoint Online',
  'Microsoft.aadiam',
  'Windows Azure Active Directory',
];

/** Names of apps and resources of Microsoft, in lower case. */
const NAMES: ReadonlySet<string> = new Set(
  [...APPS.map(([, name]) => name), ...ENFORCED_APPS.map(({ name }) => name), ...OTHER_NAMES].map((name) =>
    name.toLowerCase(),
  ),
);

export function isMicrosoftsName(name: string): boolean {
  return NAMES.has(name.toLowerCase());
}
