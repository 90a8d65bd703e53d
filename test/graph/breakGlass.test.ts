import { describe, expect, test } from '@jest/globals';
import {
  findEmergencyUser,
  readGlobalAdministratorTerms,
  readLastSignIn,
  readMemberships,
} from '../../shared/graph/breakGlass';
import { idOfRole } from '../domain/roleIds';
import { refusal } from '../served';
import { connected } from './connect';

const ID = 'b0000001-0000-4000-8000-000000000001';
const GLOBAL = idOfRole('Global Administrator');

describe('a break-glass account', () => {
  test('is looked up by user principal name or id, with where it comes from', async () => {
    const { graph, server } = await connected(() => ({
      body: {
        id: ID.toUpperCase(),
        userPrincipalName: 'bg@contoso.example',
        displayName: 'Emergency',
        accountEnabled: false,
        onPremisesSyncEnabled: true,
      },
    }));
    expect(await findEmergencyUser(graph, 'bg@contoso.example')).toEqual({
      userId: ID,
      userPrincipalName: 'bg@contoso.example',
      userDisplayName: 'Emergency',
      enabled: false,
      isSynced: true,
    });
    expect(server.asked.map(({ url }) => decodeURIComponent(url))).toEqual([
      '/v1.0/users/bg@contoso.example?$select=id,userPrincipalName,displayName,accountEnabled,onPremisesSyncEnabled',
    ]);
  });

  test.each([null, false])('is not synchronized if Graph says %s', async (onPremisesSyncEnabled) => {
    const { graph } = await connected(() => ({ body: { id: ID, onPremisesSyncEnabled } }));
    expect(await findEmergencyUser(graph, ID)).toMatchObject({ isSynced: false, enabled: null });
  });

  test('is null if there is no such user, and nothing is asked for a name that is none', async () => {
    const { graph, server } = await connected(() => refusal(404, 'Request_ResourceNotFound'));
    expect(await findEmergencyUser(graph, ID)).toBeNull();
    expect(await findEmergencyUser(graph, '..')).toBeNull();
    expect(server.asked).toHaveLength(1);
  });
});

describe('the last sign-in of an account', () => {
  const successful = '2025-11-20T08:00:00Z';
  const attempt = '2026-01-05T08:00:00Z';
  test.each([
    [{ lastSuccessfulSignInDateTime: successful, lastSignInDateTime: attempt }, '2025-11-20T08:00:00.000Z'],
    [{ lastSuccessfulSignInDateTime: null, lastSignInDateTime: attempt }, '2026-01-05T08:00:00.000Z'],
    [{ lastSignInDateTime: attempt }, '2026-01-05T08:00:00.000Z'],
    [undefined, null],
  ])('of %j is %s', async (signInActivity, at) => {
    const { graph, server } = await connected(() => ({ body: { id: ID, signInActivity } }));
    expect(await readLastSignIn(graph, ID)).toEqual({ at });
    expect(server.asked.map(({ url }) => decodeURIComponent(url))).toEqual([
      `/v1.0/users/${ID}?$select=id,signInActivity`,
    ]);
  });

  test('is null for a user who has been deleted since', async () => {
    const { graph } = await connected(() => refusal(404, 'Request_ResourceNotFound'));
    expect(await readLastSignIn(graph, ID)).toBeNull();
  });
});

test('the groups and active roles of an account are read page by page', async () => {
  const page = (value: readonly object[], next = '') => ({
    body: { value, ...(next && { '@odata.nextLink': next }) },
  });
  const { graph, server } = await connected(({ url }, endpoint) =>
    url.includes('skip')
      ? page([
          { '@odata.type': '#microsoft.graph.directoryRole', id: 'r', roleTemplateId: GLOBAL.toUpperCase() },
          { '@odata.type': '#microsoft.graph.directoryRole', id: 'hidden' },
          { '@odata.type': '#microsoft.graph.administrativeUnit', id: 'au' },
        ])
      : page([{ '@odata.type': '#microsoft.graph.group', id: 'G1' }], `${endpoint}/v1.0/skip`),
  );
  expect(await readMemberships(graph, ID)).toEqual({ groups: ['g1'], roles: [GLOBAL] });
  expect(decodeURIComponent(server.asked[0]?.url ?? '')).toBe(
    `/v1.0/users/${ID}/transitiveMemberOf?$top=999`,
  );
});

test('an assignment of Global Administrator is permanent if it was assigned, not activated, and has no end', async () => {
  const term = (principalId: string, assignmentType: string, endDateTime: string | null) => ({
    principalId,
    assignmentType,
    endDateTime,
  });
  const { graph, server } = await connected(() => ({
    body: {
      value: [
        term('ANNA', 'Assigned', null),
        term('ben', 'Assigned', '2026-12-01T00:00:00Z'),
        term('cleo', 'Activated', null),
      ],
    },
  }));
  expect(await readGlobalAdministratorTerms(graph)).toEqual([
    { principalId: 'anna', isPermanent: true },
    { principalId: 'ben', isPermanent: false },
    { principalId: 'cleo', isPermanent: false },
  ]);
  expect(server.asked.map(({ url }) => decodeURIComponent(url))).toEqual([
    `/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?$filter=roleDefinitionId eq '${GLOBAL}'`,
  ]);
});
