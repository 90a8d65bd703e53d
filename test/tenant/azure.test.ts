import { describe, expect, test } from '@jest/globals';
import { writePages } from '../../shared/arm/activityLog';
import { connectArm } from '../../shared/arm/connectArm';
import { readAssignments, readRootAssignments } from '../../shared/arm/policyAssignments';
import { readPortalSetting } from '../../shared/arm/portalSetting';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { writersBook } from '../../shared/domain/enforcement/unprovenWrites';
import { isAboutMandate } from '../../shared/domain/notices/relevance';
import { DAY_MS } from '../../shared/domain/time';
import { connectGraph } from '../../shared/graph/connectGraph';
import { postPages } from '../../shared/graph/posts';
import { AZURE_SCOPES, type AzureScope } from '../../tenant/arm/scopes';
import { GRANTED } from '../../tenant/tenant';
import { PRODUCTION, SANDBOX } from '../../tenant/world/azure';
import { TENANTS } from '../../tenant/world/places';
import { everyPage } from '../served';
import { ask, aTenant, NOW_MS, refusalOf } from './aTenant';

const WEEK = { from: NOW_MS - 7 * DAY_MS, to: NOW_MS };
const ROOT = `/providers/Microsoft.Management/managementGroups/${TENANTS.contoso.id}/providers/Microsoft.Authorization/policyAssignments`;
const SETTING = '/providers/Microsoft.PortalServices/settings/default?api-version=2024-09-01-preview';
const LOG = `/subscriptions/${PRODUCTION}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01`;

function armOf(tenant: { readonly url: string }) {
  return connectArm({ endpoint: tenant.url, token: async () => 'local', wait: async () => {} });
}

describe("the product's client reads from the simulated Azure", () => {
  test('that phase 1 was postponed until a past date', async () => {
    expect(await readPortalSetting(armOf(await aTenant()))).toEqual({
      enforcement: 'OptOut',
      until: '2025-09-30T23:59:59.000Z',
    });
  });

  test("Microsoft's policies at the root, and from a subscription with the tenant's own", async () => {
    const arm = armOf(await aTenant());
    const effects = (list: Awaited<ReturnType<typeof readRootAssignments>>) =>
      list.map(({ effect }) => effect);
    expect(effects(await readRootAssignments(arm, TENANTS.contoso.id))).toEqual(['Deny', 'DenyAction']);
    expect(effects(await readAssignments(arm, PRODUCTION))).toEqual([
      'Deny',
      'DenyAction',
      null,
      'AuditAction',
    ]);
  });

  test('the subscription in use, and not the one that is switched off', async () => {
    expect(await readSubscriptions(armOf(await aTenant()))).toEqual([PRODUCTION]);
    expect(SANDBOX).not.toBe(PRODUCTION);
  });

  test('the changes without MFA, page by page, as in the log', async () => {
    const tenant = await aTenant({ pageSize: 7 });
    const book = writersBook();
    for await (const page of writePages(armOf(tenant), { subscriptionId: PRODUCTION, span: WEEK })) {
      for (const write of page) book.add(write);
    }
    const events = tenant.world.azure.activity[PRODUCTION] ?? [];
    const isNoted = ({ eventTimestamp, operationName, properties }: (typeof events)[number]) =>
      Date.parse(eventTimestamp) >= WEEK.from &&
      /policies/.test(operationName.value) &&
      !/871b6d14/.test(properties.policies ?? '');
    const counted = book.all().reduce((sum, one) => sum + one.wentThrough + one.stopped, 0);
    expect(counted).toBe(events.filter(isNoted).length);
    expect(counted).toBeGreaterThan(30);
    expect(book.all()[0]?.userPrincipalName).toBe('svc-terraform@contoso.example');
    expect(book.all().some(({ stopped }) => stopped > 0)).toBe(true);
    expect(book.all().some(({ wentThrough }) => wentThrough > 0)).toBe(true);
    expect(tenant.requests.length).toBeGreaterThan(10);
  });

  test('three posts about the mandate and its methods among several others', async () => {
    const tenant = await aTenant({ pageSize: 2 });
    const graph = connectGraph({ endpoint: tenant.url, token: async () => 'local', wait: async () => {} });
    const posts = (await everyPage(postPages(graph))) as Parameters<typeof isAboutMandate>[0][];
    expect(posts).toHaveLength(8);
    expect(posts.filter(isAboutMandate).map(({ id }) => id)).toEqual(['MC1187204', 'MC1426371', 'MC1422061']);
  });
});

describe('the simulated Azure refuses', () => {
  test.each<[AzureScope, string]>([
    ['portalServices', SETTING],
    ['rootManagementGroup', `${ROOT}?api-version=2025-03-01&$filter=atExactScope()`],
    ['rootManagementGroup', `${ROOT}/sys.mfa-write?api-version=2025-03-01`],
    ['subscriptions', LOG],
  ])('a caller without a role at %s', async (scope, path) => {
    const azureScopes = AZURE_SCOPES.filter((other) => other !== scope);
    const refused = await ask(await aTenant({ azureScopes }), path);
    expect(await refusalOf(refused)).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
  });

  test.each([
    ['no token', SETTING, {}, 401],
    ['no version', '/subscriptions', undefined, 400],
    ['a filter by anything but times', `${LOG}&$filter=level eq 'Warning'`, undefined, 400],
    ['a list without a filter', `${ROOT}?api-version=2025-03-01`, undefined, 400],
    ['an assignment that is not there', `${ROOT}/sys.mfa-other?api-version=2025-03-01`, undefined, 404],
    ['a path it does not know', '/providers/Microsoft.Other?api-version=1', undefined, 404],
  ])('%s', async (_case, path, headers, status) => {
    expect((await ask(await aTenant(), path, headers)).status).toBe(status);
  });

  test('to list a subscription if the caller has no role in it, without an error', async () => {
    expect(await readSubscriptions(armOf(await aTenant({ azureScopes: [] })))).toEqual([]);
  });

  test('posts if the caller may not read them', async () => {
    const permissions = GRANTED.filter((name) => name !== 'ServiceMessage.Read.All');
    const answer = await ask(await aTenant({ permissions }), '/v1.0/admin/serviceAnnouncement/messages');
    expect(answer.status).toBe(403);
  });
});
