import { describe, expect, test } from '@jest/globals';
import type { Tenant } from '../../tenant/tenant';
import { ask, askFor, aTenant, type Page, pagesOf, refusalOf, rowsOf } from './aTenant';

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const ROLES = '/v1.0/roleManagement/directory';
const HOLDERS = `?$filter=${encodeURIComponent(`roleDefinitionId eq '${GLOBAL_ADMINISTRATOR}'`)}&$expand=principal`;
const ADMINISTRATORS = '/v1.0/groups/a0000001-0000-4000-8000-00000000000a/transitiveMembers';
const REGISTRATIONS = '/v1.0/reports/authenticationMethods/userRegistrationDetails';

type Holding = {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly principal?: { readonly '@odata.type': string; readonly displayName: string };
};
type User = Readonly<Record<string, unknown>>;

function typesOf(holdings: readonly Holding[]): string[] {
  return holdings.map(({ principal }) => principal?.['@odata.type'].split('.').at(-1) ?? 'not shown');
}

function user(
  tenant: Tenant,
  idOrName: string,
  select = 'displayName,mail,otherMails,accountEnabled',
): Promise<User> {
  return askFor(tenant, `/v1.0/users/${encodeURIComponent(idOrName)}?$select=${select}`);
}

test('a name that begins with $ is understood only in parentheses', async () => {
  const tenant = await aTenant();
  expect(await ask(tenant, '/v1.0/users/%24x%40contoso.example').then(refusalOf)).toMatchObject({
    status: 400,
  });
  expect(await ask(tenant, "/v1.0/users('%24x%40contoso.example')").then(refusalOf)).toMatchObject({
    status: 404,
  });
  const [user] = await rowsOf<User>(tenant, '/v1.0/users');
  expect(await askFor(tenant, `/v1.0/users('${user?.id}')`)).toMatchObject({ id: user?.id });
});

describe('roles:', () => {
  test('Global Administrator is held by users, a group and a service principal', async () => {
    const tenant = await aTenant();
    const holdings = await rowsOf<Holding>(tenant, `${ROLES}/roleAssignments${HOLDERS}`);
    expect(holdings.every((holding) => holding.roleDefinitionId === GLOBAL_ADMINISTRATOR)).toBe(true);
    expect(typesOf(holdings).toSorted()).toEqual(['group', 'servicePrincipal', ...Array(7).fill('user')]);
    expect((await rowsOf(tenant, `${ROLES}/roleAssignments`)).length).toBe(holdings.length + 3);
  });

  test('principals are shown only with $expand', async () => {
    const [holding] = await rowsOf<Holding>(await aTenant(), `${ROLES}/roleAssignments`);
    expect(Object.keys(holding ?? {})).toEqual(['id', 'principalId', 'roleDefinitionId', 'directoryScopeId']);
  });

  test.each(['roleEligibilityScheduleInstances', 'roleEligibilitySchedules'])(
    '%s holds a user and a group',
    async (list) => {
      const holdings = await rowsOf<Holding>(await aTenant(), `${ROLES}/${list}${HOLDERS}`);
      expect(typesOf(holdings)).toEqual(['user', 'group']);
    },
  );

  test('another filter or expansion is refused', async () => {
    const tenant = await aTenant();
    for (const query of ["$filter=id eq 'x'", '$expand=roleDefinition', '$orderby=id']) {
      expect((await ask(tenant, `${ROLES}/roleAssignments?${query}`)).status).toBe(400);
    }
  });
});

describe('groups:', () => {
  test('members are users and a service principal, and a cast to users leaves only those', async () => {
    const tenant = await aTenant();
    const members = await rowsOf<User>(tenant, ADMINISTRATORS);
    expect(members.map((member) => member['@odata.type']).toSorted()).toEqual([
      '#microsoft.graph.servicePrincipal',
      ...Array(3).fill('#microsoft.graph.user'),
    ]);
    const users = await rowsOf<User>(
      tenant,
      `${ADMINISTRATORS}/microsoft.graph.user?$select=id,mail,accountEnabled`,
    );
    expect(users).toHaveLength(3);
    expect(users.every((member) => Object.keys(member).sort().join() === 'accountEnabled,id,mail')).toBe(
      true,
    );
  });

  test('members come in pages', async () => {
    expect(
      (await pagesOf(await aTenant({ pageSize: 3 }), ADMINISTRATORS)).map((page) => page.length),
    ).toEqual([3, 1]);
  });

  test('an unknown group is not found', async () => {
    const answer = await ask(await aTenant(), ADMINISTRATORS.replace('a0000001', 'b0000001'));
    expect(await refusalOf(answer)).toMatchObject({ status: 404, code: 'Request_ResourceNotFound' });
  });
});

describe('users:', () => {
  test('are found by id and by name in any case', async () => {
    const tenant = await aTenant();
    const byName = await user(tenant, 'Mara.Lindqvist@contoso.example', 'id,displayName');
    expect(byName).toEqual({ id: expect.any(String), displayName: 'Mara Lindqvist' });
    expect(await user(tenant, String(byName.id), 'id,displayName')).toEqual(byName);
  });

  test('guests have their name in this directory', async () => {
    const tenant = await aTenant();
    const guest = await user(
      tenant,
      'alex.moravec_fabrikam.example#EXT#@contoso.example',
      'id,userType,mail',
    );
    expect(guest).toMatchObject({ userType: 'Guest', mail: 'alex.moravec@fabrikam.example' });
    const log = tenant.world.finalRows().filter((row) => row.userId === guest.id);
    expect(log[0]?.userPrincipalName).toBe('alex.moravec@fabrikam.example');
    expect((await ask(tenant, '/v1.0/users/alex.moravec@fabrikam.example')).status).toBe(404);
  });

  test('administrators have a mailbox, another address, none at all, or are disabled', async () => {
    const tenant = await aTenant();
    expect(await user(tenant, 'mara.lindqvist@contoso.example')).toMatchObject({
      mail: 'mara.lindqvist@contoso.example',
      otherMails: [],
    });
    expect(await user(tenant, 'adm.tobias.renner@contoso.example')).toMatchObject({
      mail: null,
      otherMails: ['tobias.renner@contoso.example'],
    });
    expect(await user(tenant, 'adm.oskar.brandvold@contoso.example')).toMatchObject({
      mail: null,
      otherMails: [],
    });
    expect(await user(tenant, 'ines.caldera@contoso.example')).toMatchObject({ accountEnabled: false });
  });

  test('show otherMails and accountEnabled only with $select, and refuse unknown properties', async () => {
    const tenant = await aTenant();
    const unasked = await askFor<User>(tenant, '/v1.0/users/mara.lindqvist@contoso.example');
    expect(unasked).toHaveProperty('mail');
    expect(unasked).not.toHaveProperty('otherMails');
    expect(unasked).not.toHaveProperty('accountEnabled');
    expect((await ask(tenant, '/v1.0/users/mara.lindqvist@contoso.example?$select=shoeSize')).status).toBe(
      400,
    );
  });

  test('do not include outsiders and workloads of the log', async () => {
    const tenant = await aTenant();
    const known = new Set(tenant.world.users.map((listed) => listed.id));
    const unknown = tenant.world.finalRows().filter((row) => !known.has(row.userId));
    expect(new Set(unknown.map((row) => row.crossTenantAccessType))).toEqual(
      new Set(['passthrough', 'microsoftSupport', 'serviceProvider', 'none']),
    );
  });
});

describe('registration details:', () => {
  test('list every enabled user once, over pages', async () => {
    const tenant = await aTenant({ pageSize: 10 });
    const pages = await pagesOf<User>(tenant, REGISTRATIONS);
    const enabled = tenant.world.users.filter((listed) => listed.accountEnabled);
    expect(pages.length).toBe(Math.ceil(enabled.length / 10));
    expect(pages.flat().map((row) => row.id)).toEqual(enabled.map((listed) => listed.id));
  });

  test('distinguish registered methods from allowed ones', async () => {
    const tenant = await aTenant();
    const capable = await rowsOf<User>(
      tenant,
      `${REGISTRATIONS}?$filter=isMfaRegistered eq true and isMfaCapable eq false`,
    );
    expect(capable.length).toBeGreaterThan(1);
    expect(capable.every((row) => String(row.methodsRegistered) === 'hardwareOneTimePasscode')).toBe(true);
    const keys = await rowsOf<User>(
      tenant,
      `${REGISTRATIONS}?$filter=methodsRegistered/any(m: m eq 'passKeyDeviceBound')`,
    );
    expect(keys.some((row) => row.userDisplayName === 'Emergency access 1' && row.isAdmin === true)).toBe(
      true,
    );
  });

  test('return a single user, but no disabled one', async () => {
    const tenant = await aTenant();
    const of = async (name: string) => ask(tenant, `${REGISTRATIONS}/${(await user(tenant, name, 'id')).id}`);
    expect(await (await of('emergency2@contoso.example')).json()).toMatchObject({
      isMfaRegistered: false,
      methodsRegistered: [],
    });
    expect((await of('ines.caldera@contoso.example')).status).toBe(404);
  });
});

describe('the tenant:', () => {
  test('returns its id, name and domains', async () => {
    const page = await askFor<Page<User>>(
      await aTenant(),
      '/v1.0/organization?$select=id,displayName,verifiedDomains',
    );
    expect(page.value).toEqual([
      {
        id: 'e0000001-0000-4000-8000-000000000001',
        displayName: 'Contoso',
        verifiedDomains: expect.arrayContaining([
          expect.objectContaining({ name: 'contoso.example', isDefault: true }),
        ]),
      },
    ]);
  });

  test('has policies that leave out its emergency accounts, report only, or are off', async () => {
    const tenant = await aTenant();
    const emergency = tenant.world.users.filter((listed) =>
      tenant.world.breakGlassUpns.includes(String(listed.userPrincipalName)),
    );
    const policies = await rowsOf<User>(tenant, '/v1.0/identity/conditionalAccess/policies');
    expect(new Set(policies.map((policy) => policy.state))).toEqual(
      new Set(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
    );
    expect(policies).toContainEqual(
      expect.objectContaining({
        state: 'enabled',
        grantControls: expect.objectContaining({ builtInControls: ['mfa'] }),
        conditions: expect.objectContaining({
          users: expect.objectContaining({
            includeUsers: ['All'],
            excludeUsers: expect.arrayContaining(emergency.map(({ id }) => id)),
          }),
        }),
      }),
    );
  });
});
