import { describe, expect, test } from '@jest/globals';
import { GRANTED } from '../../tenant/tenant';
import { ask, aTenant, NOW_MS, refusalOf, signInsPath } from './aTenant';

const REGISTRATIONS = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
const POLICIES = '/v1.0/identity/conditionalAccess/policies';
const ASSIGNMENTS = '/v1.0/roleManagement/directory/roleAssignments';
const ELIGIBLE = '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances';
const GROUP_MEMBERS = '/v1.0/groups/a0000001-0000-4000-8000-00000000000a/transitiveMembers';
const SECURITY_DEFAULTS = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';

describe('the tenant refuses', () => {
  test.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic abc' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('%s', async (_name, headers) => {
    const answer = await ask(await aTenant(), signInsPath(), headers);
    expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' });
  });

  test.each([
    ['AuditLog.Read.All', signInsPath()],
    ['AuditLog.Read.All', REGISTRATIONS],
    ['RoleManagement.Read.Directory', ASSIGNMENTS],
    ['RoleManagement.Read.Directory', ELIGIBLE],
    ['GroupMember.Read.All', GROUP_MEMBERS],
    ['User.Read.All', '/v1.0/users/mara.lindqvist@contoso.example'],
    ['Organization.Read.All', '/v1.0/organization'],
    ['ServiceMessage.Read.All', '/v1.0/admin/serviceAnnouncement/messages'],
    ['Policy.Read.All', POLICIES],
    ['Policy.Read.All', SECURITY_DEFAULTS],
  ])('a caller without %s that requests %s', async (permission, path) => {
    const permissions = GRANTED.filter((granted) => granted !== permission);
    const refused = await ask(await aTenant({ permissions }), path);
    expect(await refusalOf(refused)).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' });
    expect((await ask(await aTenant({ permissions: [permission] }), path)).status).toBe(200);
  });
});

describe('a licence gives', () => {
  const premium = { status: 403, code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' };
  const pim = { status: 400, code: 'AadPremiumLicenseRequired' };

  test('without P1 no sign-ins, no registration details, no policies, and security defaults', async () => {
    const tenant = await aTenant({ licence: 'free' });
    const user = tenant.world.registrations[0]?.id;
    for (const path of [signInsPath(), signInsPath({}, 'v1.0'), REGISTRATIONS, `${REGISTRATIONS}/${user}`]) {
      expect(await ask(tenant, path).then(refusalOf)).toMatchObject(premium);
    }
    expect(await ask(tenant, ELIGIBLE).then(refusalOf)).toMatchObject(pim);
    expect(await (await ask(tenant, POLICIES)).json()).toMatchObject({ value: [] });
    expect(await (await ask(tenant, SECURITY_DEFAULTS)).json()).toMatchObject({ isEnabled: true });
  });

  test('with P1 everything but eligible roles', async () => {
    const tenant = await aTenant({ licence: 'p1' });
    for (const path of [signInsPath(), REGISTRATIONS, ASSIGNMENTS, POLICIES]) {
      expect((await ask(tenant, path)).status).toBe(200);
    }
    for (const path of [ELIGIBLE, ELIGIBLE.replace('Instances', 's')]) {
      expect(await ask(tenant, path).then(refusalOf)).toMatchObject(pim);
    }
    expect(await (await ask(tenant, SECURITY_DEFAULTS)).json()).toMatchObject({ isEnabled: false });
  });
});

describe('throttling:', () => {
  test('report APIs answer 5 requests in 10 seconds, and then name the time to wait', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ throttle: true, now: () => nowMs });
    const paths = [signInsPath(), REGISTRATIONS, signInsPath({}, 'v1.0'), signInsPath(), signInsPath()];
    for (const path of paths) expect((await ask(tenant, path)).status).toBe(200);
    nowMs += 3_500;
    const refused = await ask(tenant, signInsPath());
    expect(refused.headers.get('Retry-After')).toBe('7');
    expect(await refusalOf(refused)).toMatchObject({ status: 429, code: 'TooManyRequests' });
    nowMs += 6_499;
    expect((await ask(tenant, REGISTRATIONS)).status).toBe(429);
    nowMs += 1;
    expect((await ask(tenant, REGISTRATIONS)).status).toBe(200);
    expect(tenant.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 200]);
  });

  test('a refused request does not count', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ throttle: true, now: () => nowMs });
    for (let request = 0; request < 30; request++) await ask(tenant, signInsPath({ $top: 1 }));
    nowMs += 10_000;
    expect((await ask(tenant, signInsPath())).status).toBe(200);
  });

  test('Conditional Access answers once a second, and names no time to wait', async () => {
    let nowMs = NOW_MS;
    const tenant = await aTenant({ throttle: true, now: () => nowMs });
    expect((await ask(tenant, POLICIES)).status).toBe(200);
    nowMs += 999;
    const refused = await ask(tenant, POLICIES);
    expect(refused.status).toBe(429);
    expect(refused.headers.has('Retry-After')).toBe(false);
    nowMs += 1;
    expect((await ask(tenant, POLICIES)).status).toBe(200);
  });

  test('the directory, and a tenant without throttling, answer at once', async () => {
    const throttled = await aTenant({ throttle: true });
    const free = await aTenant({ throttle: false });
    for (let request = 0; request < 12; request++) {
      expect((await ask(throttled, ASSIGNMENTS)).status).toBe(200);
      expect((await ask(free, POLICIES)).status).toBe(200);
      expect((await ask(free, signInsPath({ $top: 1 }))).status).toBe(200);
    }
  });
});

test.each([
  '/',
  '/v1.0',
  '/v1.0/',
  '/v2.0/organization',
  '/organization',
  '/v1.0/organization/x',
  '/v1.0/auditLogs',
  '/v1.0/me/messages',
])('the tenant does not know %s', async (path) => {
  expect((await ask(await aTenant(), path)).status).toBe(404);
});

test('the tenant accepts paths in any case, and only to read', async () => {
  const tenant = await aTenant();
  expect((await ask(tenant, '/beta/auditlogs/signins?$top=1')).status).toBe(200);
  const written = await fetch(`${tenant.url}/beta/auditLogs/signIns`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer x' },
  });
  expect(written.status).toBe(405);
});
