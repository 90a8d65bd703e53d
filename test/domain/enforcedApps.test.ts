import { describe, expect, test } from '@jest/globals';
import {
  appsIn,
  ENFORCED_APPS,
  enforcedAppOf,
  indexApps,
  withExtraApps,
} from '../../shared/domain/apps/enforcedApps';
import { ARM, AZURE_CLI, PORTAL } from './builders';

const ALL = 'create read update delete';
const WRITES = 'create update delete';

// https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication (read 2026-11-21).
test.each([
  ['adminPortals', 'Azure portal', 1, ALL, '2024-10', true],
  ['m365AdminCenter', 'Microsoft 365 admin center', 1, ALL, '2025-02', false],
  ['azureCli', 'Azure CLI', 2, WRITES, '2025-10-01', true],
  ['azurePowerShell', 'Azure PowerShell', 2, WRITES, '2025-10-01', true],
  ['azureMobileApp', 'Azure mobile app', 2, WRITES, '2025-10-01', true],
  ['azureResourceManager', 'Azure Resource Manager', 2, WRITES, '2025-10-01', true],
])('%s is under the mandate as Microsoft announced it', (key, name, phase, operations, since, confirmed) => {
  const app = ENFORCED_APPS.find((one) => one.key === key);
  expect(app?.name).toContain(name);
  expect(app).toMatchObject({ phase, operations: operations.split(' '), since, confirmed });
});

test.each(ENFORCED_APPS)(
  '$key says by which page of which day it is known',
  ({ confirmed, source, read }) => {
    expect(new URL(source).hostname).toBe(confirmed ? 'learn.microsoft.com' : 'github.com');
    expect(new URL(source).pathname).toMatch(confirmed ? /mandatory-multifactor/ : /MSIdentityTools/);
    expect(read).toBe('2026-11-21');
  },
);

test.each([
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'adminPortals'],
  ['618dd325-23f6-4b6f-8380-4df78026e39b', 'm365AdminCenter'],
  ['00000006-0000-0ff1-ce00-000000000000', 'm365AdminCenter'],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'azureCli'],
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'azurePowerShell'],
  ['0c1307d4-29d6-4389-a11c-5cbe7f65d7fa', 'azureMobileApp'],
])('the client %s is %s', (appId, key) => {
  expect(enforcedAppOf(indexApps(ENFORCED_APPS), { appId, resourceId: null })?.key).toBe(key);
});

test.each(['797f4846-ba00-4fd7-ba43-dac1f8f63013', '40a69793-8fe6-4db1-9591-dbc5c57b17d8'])(
  'the resource %s is Azure Resource Manager',
  (resourceId) => {
    expect(enforcedAppOf(indexApps(ENFORCED_APPS), { appId: null, resourceId })?.key).toBe(
      'azureResourceManager',
    );
  },
);

test('the apps of an index are the catalogue and the entries of the tenant, each once', () => {
  const [portals] = ENFORCED_APPS;
  if (!portals) throw new Error('the catalogue is empty');
  const extra = { ...portals, key: 'ownApp', clientAppIds: ['own-client'], resourceIds: ['own-resource'] };
  const keys = appsIn(indexApps(withExtraApps([extra]))).map((app) => app.key);
  expect(keys.sort()).toEqual(['ownApp', ...ENFORCED_APPS.map((app) => app.key)].sort());
});

describe('an id that two entries name', () => {
  const [portals] = ENFORCED_APPS;
  if (!portals) throw new Error('the catalogue is empty');
  const entry = (key: string) => ({ ...portals, key, clientAppIds: [AZURE_CLI], resourceIds: [ARM] });
  const index = indexApps([entry('first'), entry('second')]);

  test('stays with the first, be it a client or a resource', () => {
    expect(enforcedAppOf(index, { appId: AZURE_CLI, resourceId: null })?.key).toBe('first');
    expect(enforcedAppOf(index, { appId: null, resourceId: ARM })?.key).toBe('first');
  });

  test('does not reach the apps that no entry names', () => {
    expect(enforcedAppOf(index, { appId: PORTAL, resourceId: PORTAL })).toBeNull();
    expect(enforcedAppOf(index, { appId: null, resourceId: null })).toBeNull();
  });
});
