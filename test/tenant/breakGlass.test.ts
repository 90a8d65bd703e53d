import { describe, expect, test } from '@jest/globals';
import { GRANTED } from '../../tenant/tenant';
import { ask, askFor, aTenant, NOW_MS, refusalOf, rowsOf } from './aTenant';

type Row = Readonly<Record<string, unknown>>;
const INSTANCES = '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances';

function activity(userId: string): string {
  return `/v1.0/users/${encodeURIComponent(userId)}?$select=id,signInActivity`;
}

async function idOf(tenant: Awaited<ReturnType<typeof aTenant>>, upn: string): Promise<string> {
  return String((await askFor<Row>(tenant, `/v1.0/users/${upn}?$select=id`)).id);
}

describe('the last sign-in of a user', () => {
  test('is that of the log, or an older one', async () => {
    const tenant = await aTenant();
    const mara = await idOf(tenant, 'mara.lindqvist@contoso.example');
    const [last] = tenant.world
      .rowsAsOf(NOW_MS)
      .filter(({ userId, status }) => userId === mara && status.errorCode === 0);
    expect(await askFor(tenant, activity(mara))).toMatchObject({
      signInActivity: { lastSuccessfulSignInDateTime: last?.createdDateTime },
    });
    const unused = await idOf(tenant, 'emergency3@contoso.onmicrosoft.com');
    const year = { lastSuccessfulSignInDateTime: '2025-11-21T12:00:00.000Z' };
    expect(await askFor(tenant, activity(unused))).toMatchObject({ signInActivity: year });
  });

  test('is left out for a user who never signed in', async () => {
    const tenant = await aTenant({ days: 1, signInsPerDay: 1, otherSignInsPerDay: 0 });
    const seen = new Set(tenant.world.log.map(({ common }) => (common as Row).userId));
    const quiet = tenant.world.users.find(
      ({ id }) => !seen.has(id) && tenant.world.lastActivity[id] === undefined,
    );
    expect(await askFor(tenant, activity(quiet?.id ?? ''))).toEqual({ id: quiet?.id });
  });

  test('takes the id of the user, P1, and AuditLog.Read.All', async () => {
    const upn = 'mara.lindqvist@contoso.example';
    const tenant = await aTenant();
    expect(await ask(tenant, activity(upn)).then(refusalOf)).toMatchObject({ status: 400 });
    const free = await aTenant({ licence: 'free' });
    const mara = await idOf(free, upn);
    expect(await ask(free, activity(mara)).then(refusalOf)).toMatchObject({
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    });
    const permissions = GRANTED.filter((name) => name !== 'AuditLog.Read.All');
    const refused = await ask(await aTenant({ permissions }), activity(mara));
    expect(await refusalOf(refused)).toMatchObject({
      status: 403,
      code: 'Authentication_MSGraphPermissionMissing',
    });
  });
});

test('the memberships of a user are groups, and active roles held directly or through these', async () => {
  const tenant = await aTenant();
  const of = (upn: string) => rowsOf<Row>(tenant, `/v1.0/users/${upn}/transitiveMemberOf`);
  const names = (rows: readonly Row[]) => rows.map((row) => `${row['@odata.type']} ${row.displayName}`);
  expect(names(await of('priya.nambisan@contoso.example'))).toEqual([
    '#microsoft.graph.group Tenant administrators',
    '#microsoft.graph.directoryRole Global Administrator',
  ]);
  expect(names(await of('yuki.hanamori@contoso.example'))).toEqual([
    '#microsoft.graph.group Platform on call',
  ]);
  expect(names(await of('callum.thornbury@contoso.example'))).toEqual([
    '#microsoft.graph.directoryRole User Administrator',
  ]);
});

test('the instances of active assignments say that these have no end, and require P2', async () => {
  const tenant = await aTenant();
  const rows = await rowsOf<Row>(tenant, INSTANCES);
  const assignments = await rowsOf<Row>(tenant, INSTANCES.replace('ScheduleInstances', 's'));
  expect(rows.map(({ principalId }) => principalId)).toEqual(
    assignments.map(({ principalId }) => principalId),
  );
  expect(rows.every((row) => row.assignmentType === 'Assigned' && row.endDateTime === null)).toBe(true);
  const refused = await ask(await aTenant({ licence: 'p1' }), INSTANCES);
  expect(await refusalOf(refused)).toMatchObject({ status: 400, code: 'AadPremiumLicenseRequired' });
});
