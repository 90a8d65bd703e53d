import type { System } from './hostility';

export type Kind = {
  readonly body: unknown;
  readonly status?: number;
  readonly headers?: Record<string, string>;
};

const TENANT = '7e000000-0000-4000-8000-000000000001';
const PORTAL = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';

/** The answer of a host that has nothing, and whether a client gets nowhere without it. */
export function kindAnswer(
  system: System,
  method: string,
  url: string,
): Kind & { readonly isNeeded: boolean } {
  switch (system) {
    case 'graph':
      if (url.startsWith('/v1.0/organization'))
        return { isNeeded: true, body: { value: [{ id: TENANT, displayName: 'Contoso' }] } };
      if (url.includes('SecurityDefaults')) return { isNeeded: false, body: { isEnabled: false } };
      return { isNeeded: false, body: { value: [] } };
    case 'arm':
      return { isNeeded: false, body: { value: [] } };
    case 'workspace':
      return { isNeeded: false, body: { tables: [] } };
    case 'tables':
      if (method === 'POST' && /\/Tables$/.test(url)) return { isNeeded: true, status: 409, body: TAKEN };
      return { isNeeded: false, body: { value: [] } };
    case 'mail':
      return { isNeeded: false, status: 404, body: { error: { code: 'NotFound', message: 'None.' } } };
  }
}

const TAKEN = { 'odata.error': { code: 'TableAlreadyExists', message: { value: 'It is there.' } } };

const ROWS = 200;
let page = 0;

export type NextPage = {
  /** The host of the link to the next page. */
  readonly leadsTo: string;
  /** Whether the rows are those of the page before. */
  readonly isSame?: boolean;
};

/** A page with rows that look right and a link to the next page. */
export function nextPage(system: System, url: string, { leadsTo, isSame = false }: NextPage): Kind {
  page++;
  const next = new URL(url, leadsTo);
  next.searchParams.set('$skiptoken', `${page}`);
  const rows = Array.from({ length: ROWS }, (_, row) => rowOf(url, row + (isSame ? 0 : page * ROWS)));
  switch (system) {
    case 'graph':
      return { body: { value: rows, '@odata.nextLink': next.href } };
    case 'arm':
      return { body: { value: rows, nextLink: next.href } };
    case 'tables': {
      const value = rows.map(({ id }) => ({
        PartitionKey: id.slice(0, 1),
        RowKey: id,
        'odata.etag': 'W/"1"',
      }));
      return { body: { value }, headers: CONTINUES(page) };
    }
    case 'workspace':
      return { body: { tables: [] }, headers: { location: next.href } };
    case 'mail':
      return {
        status: 202,
        headers: { 'operation-location': `${leadsTo}/emails/operations/x?api-version=2025-09-01` },
        body: { id: 'x', status: 'Succeeded' },
      };
  }
}

const CONTINUES = (to: number) => ({
  'x-ms-continuation-nextpartitionkey': `${to}`,
  'x-ms-continuation-nextrowkey': `${to}`,
});

/** What a policy must have; a row of another list may have it too. */
const POLICY = {
  state: 'enabled',
  conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
};

function rowOf(url: string, number: number) {
  const id = `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  if (!url.includes('/auditLogs/signIns'))
    return { ...POLICY, id, subscriptionId: id, displayName: `Row ${number}` };
  const at = new Date(Date.now() - 60_000 - (number % 30_000)).toISOString();
  return {
    id,
    createdDateTime: at,
    userId: id,
    userPrincipalName: `user${number}@contoso.example`,
    userDisplayName: `User ${number}`,
    userType: 'member',
    appId: PORTAL,
    appDisplayName: 'Azure Portal',
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    homeTenantId: TENANT,
    resourceTenantId: TENANT,
    isInteractive: true,
    ipAddress: '203.0.113.7',
    clientAppUsed: 'Browser',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    status: { errorCode: 0 },
    authenticationRequirement: 'singleFactorAuthentication',
    authenticationDetails: [
      {
        authenticationMethod: 'Password',
        succeeded: true,
        authenticationStepResultDetail: 'Correct password',
      },
    ],
  };
}
