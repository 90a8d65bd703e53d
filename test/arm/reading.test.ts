import { describe, expect, test } from '@jest/globals';
import { writePages } from '../../shared/arm/activityLog';
import type { Arm } from '../../shared/arm/arm';
import { ArmError } from '../../shared/arm/armError';
import { readAssignments, readRootAssignments } from '../../shared/arm/policyAssignments';
import { readPortalSetting } from '../../shared/arm/portalSetting';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { everyPage } from '../served';

const SYSTEM_WRITES = '54f51f64-eaa5-44cf-8674-830bcfd14d21';
const SYSTEM_DELETES = 'f69cd8b8-9a6e-46b4-be84-244e8b127944';
const OWN_WRITES = '4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b';

/** Answers by path, the query left out; what is not there is not found. */
function anArm(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const answer = (path: string) => {
    asked.push(path);
    const found = answers[path.split('?')[0] ?? ''];
    if (found instanceof Error) throw found;
    if (found === undefined) throw new ArmError('notFound', path, { status: 404 });
    return found;
  };
  const arm: Arm = {
    get: async (path) => answer(path),
    pages: async function* (path) {
      yield answer(path) as unknown[];
    },
  };
  return { arm, asked };
}

describe('the setting of the portals', () => {
  const PATH = '/providers/Microsoft.PortalServices/settings/default';
  const read = (multiFactorAuthentication: unknown) =>
    readPortalSetting(anArm({ [PATH]: { properties: { multiFactorAuthentication } } }).arm);

  test('is read with its date in UTC', async () => {
    expect(
      await read({ portalEnforcement: 'OptOut', portalEnforcementDate: '2025-09-30T23:59:59Z' }),
    ).toEqual({
      enforcement: 'OptOut',
      until: '2025-09-30T23:59:59.000Z',
    });
  });

  test.each([null, {}, { portalEnforcement: null, portalEnforcementDate: null }])(
    'may be empty: %j',
    async (mfa) => {
      expect(await read(mfa)).toEqual({ enforcement: null, until: null });
    },
  );

  test('with a date that is none has no end', async () => {
    expect(await read({ portalEnforcement: 'OptOut', portalEnforcementDate: 'soon' })).toMatchObject({
      until: null,
    });
  });

  test('of another shape is a bad answer', async () => {
    await expect(readPortalSetting(anArm({ [PATH]: [] }).arm)).rejects.toMatchObject({ code: 'badAnswer' });
  });
});

describe('assignments', () => {
  const ROOT =
    '/providers/Microsoft.Management/managementGroups/t/providers/Microsoft.Authorization/policyAssignments';
  const assigned = (id: string, more: object = {}) => ({
    properties: { policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${id}`, ...more },
  });

  test('of MFA policies are read, others left out, of whatever form', async () => {
    const { arm, asked } = anArm({
      [ROOT]: [
        assigned(SYSTEM_WRITES.toUpperCase(), {
          enforcementMode: 'Default',
          parameters: { effect: { value: 'Deny' } },
        }),
        assigned(OWN_WRITES, { enforcementMode: 'DoNotEnforce', parameters: null }),
        assigned('871b6d14-10aa-478d-b590-94f262ecfa99'),
        { properties: null },
        'x',
      ],
    });
    expect(await readRootAssignments(arm, 't')).toEqual([
      { definitionId: SYSTEM_WRITES, effect: 'Deny', isInForce: true },
      { definitionId: OWN_WRITES, effect: null, isInForce: false },
    ]);
    expect(asked).toEqual([`${ROOT}?api-version=2025-03-01&$filter=atExactScope()`]);
  });

  test("that the list does not show are asked for by Microsoft's names", async () => {
    const { arm, asked } = anArm({
      [ROOT]: [assigned(OWN_WRITES)],
      [`${ROOT}/sys.mfa-delete`]: assigned(SYSTEM_DELETES),
    });
    expect((await readRootAssignments(arm, 't')).map(({ definitionId }) => definitionId)).toEqual([
      OWN_WRITES,
      SYSTEM_DELETES,
    ]);
    expect(asked).toHaveLength(3);
  });

  test('that no one may read are an error, by list and by name', async () => {
    const forbidden = new ArmError('forbidden', ROOT);
    await expect(readRootAssignments(anArm({ [ROOT]: forbidden }).arm, 't')).rejects.toBe(forbidden);
    const byName = anArm({ [ROOT]: [], [`${ROOT}/sys.mfa-write`]: forbidden });
    await expect(readRootAssignments(byName.arm, 't')).rejects.toBe(forbidden);
  });

  test('of a subscription are those that reach all of it', async () => {
    const path = '/subscriptions/s/providers/Microsoft.Authorization/policyAssignments';
    const { arm, asked } = anArm({ [path]: [assigned(OWN_WRITES)] });
    expect(await readAssignments(arm, 's')).toHaveLength(1);
    expect(asked[0]).toMatch(/&\$filter=atScope\(\)$/);
  });
});

test('subscriptions are those in use, in order', async () => {
  const { arm } = anArm({
    '/subscriptions': [
      { subscriptionId: 'B', state: 'Enabled' },
      { subscriptionId: 'c', state: 'Disabled' },
      { subscriptionId: 'd', state: 'Deleted' },
      { subscriptionId: 'a', state: 'Warned' },
    ],
  });
  expect(await readSubscriptions(arm)).toEqual(['a', 'b']);
});

describe('the Activity Log', () => {
  const LOG = '/subscriptions/s/providers/Microsoft.Insights/eventtypes/management/values';
  const USER = 'B0000001-0000-4000-8000-000000000001';
  const span = { from: Date.parse('2026-11-14T12:00:00Z'), to: Date.parse('2026-11-21T12:00:00Z') };

  function anEvent(change: object = {}) {
    return {
      eventTimestamp: '2026-11-20T09:00:00.1234567Z',
      operationName: { value: 'Microsoft.Authorization/policies/audit/action' },
      claims: {
        'http://schemas.microsoft.com/identity/claims/objectidentifier': USER,
        'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'alex@contoso.example',
      },
      properties: {
        policies: policies(`/providers/Microsoft.Authorization/policyDefinitions/${OWN_WRITES}/`),
      },
      ...change,
    };
  }
  const policies = (policyDefinitionId: string, policyDefinitionName = 'x') =>
    JSON.stringify([{ policyDefinitionId: 'other' }, { policyDefinitionId, policyDefinitionName }]);
  const read = (...events: unknown[]) =>
    everyPage(writePages(anArm({ [LOG]: events }).arm, { subscriptionId: 's', span }));

  test('is asked for by time', async () => {
    const { arm, asked } = anArm({ [LOG]: [] });
    await everyPage(writePages(arm, { subscriptionId: 's', span }));
    const query = new URLSearchParams(asked[0]?.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      'api-version': '2015-04-01',
      $filter:
        "eventTimestamp ge '2026-11-14T12:00:00.000Z' and eventTimestamp le '2026-11-21T12:00:00.000Z'",
      $select: 'eventTimestamp,operationName,claims,properties',
    });
  });

  test('reports who changed a resource without MFA, and whether it was stopped', async () => {
    const write = {
      userId: USER.toLowerCase(),
      userPrincipalName: 'alex@contoso.example',
      at: '2026-11-20T09:00:00.123Z',
      stopped: false,
    };
    expect(await read(anEvent())).toEqual([write]);
    const denied = { value: 'MICROSOFT.AUTHORIZATION/POLICIES/DENYACTION/ACTION' };
    expect(await read(anEvent({ operationName: denied }))).toEqual([{ ...write, stopped: true }]);
  });

  test('names the policy by its id or its name', async () => {
    expect(
      await read(anEvent({ properties: { policies: policies('', SYSTEM_DELETES.toUpperCase()) } })),
    ).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['another operation', { operationName: { value: 'Microsoft.Compute/virtualMachines/write' } }],
    ['a longer operation', { operationName: { value: 'Microsoft.Authorization/policies/audit/action/x' } }],
    ['another policy', { properties: { policies: policies('871b6d14-10aa-478d-b590-94f262ecfa99') } }],
    ['no list of policies', { properties: { policies: 'not JSON' } }],
    ['no properties', { properties: null }],
    ['nobody', { claims: {} }],
    ['no time', { eventTimestamp: 'yesterday' }],
  ])('leaves out %s', async (_case, change) => {
    expect(await read(anEvent(change))).toEqual([]);
  });
});
