import { afterEach, describe, expect, test } from '@jest/globals';
import { readSite } from '../../local/doctor/app';
import { commandsFor } from '../../local/doctor/commands';
import { readGrants } from '../../local/doctor/grants';
import { judgeLicence, readSkus, type Sku } from '../../local/doctor/licence';
import { judgeDomains, readDomains } from '../../local/doctor/mail/domains';
import { connectArm } from '../../shared/arm/connectArm';
import { connectGraph } from '../../shared/graph/connectGraph';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';

const P1 = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
const P2 = 'eec0eb4f-6444-4f95-aba0-50c24d67f998';
let server: LoopbackServer | null = null;
afterEach(() => server?.close());

/** Graph and Azure that answer so to every path that begins like it. */
async function answering(answers: Readonly<Record<string, unknown>>) {
  server = await loopbackServer(({ url }) => {
    const [, body] = Object.entries(answers).find(([path]) => decodeURI(url).startsWith(path)) ?? [];
    return body === undefined ? { status: 404, body: {} } : { body };
  });
  const options = { endpoint: server.endpoint, token: async () => 'local' };
  return { graph: connectGraph(options), arm: connectArm(options) };
}

describe('the licence', () => {
  const sku = (capabilityStatus: string, plan: Partial<Sku['servicePlans'][number]>): Sku => ({
    capabilityStatus,
    servicePlans: [{ servicePlanId: 'x', servicePlanName: null, provisioningStatus: 'Success', ...plan }],
  });
  const judged = (...skus: readonly Sku[]) => judgeLicence({ kind: 'visible', value: skus });

  test.each([
    ['P1', 'P1', 'licensed', sku('Enabled', { servicePlanId: P1 })],
    ['P2', 'P2', 'licensed', sku('Enabled', { servicePlanId: P2 })],
    ['P2 by its name', 'P2', 'licensed', sku('Enabled', { servicePlanName: 'AAD_PREMIUM_P2' })],
    ['P1 in its grace period', 'P1', 'inGracePeriod', sku('Warning', { servicePlanId: P1 })],
  ])('%s is enough', (_which, level, code, one) => {
    expect(judged(one)).toMatchObject({ state: 'ok', code, level });
  });

  test.each([
    ['suspended', sku('Suspended', { servicePlanId: P1 })],
    [
      'switched off in its subscription',
      sku('Enabled', { servicePlanId: P1, provisioningStatus: 'Disabled' }),
    ],
    ['of something else', sku('Enabled', {})],
  ])('that is %s is missing', (_what, one) => {
    expect(judged(one)).toMatchObject({ state: 'missing', command: null });
  });

  test('in use counts before one in its grace period', () => {
    const both = [sku('Warning', { servicePlanId: P1 }), sku('Enabled', { servicePlanId: P1 })];
    expect(judged(...both).code).toBe('licensed');
  });

  test('is read with fields that Graph leaves out', async () => {
    const { graph } = await answering({ '/v1.0/subscribedSkus': { value: [{ servicePlans: null }] } });
    expect(await readSkus(graph)).toEqual([{ servicePlans: [] }]);
  });
});

test('a permission of another API is not one of Graph, whatever its id', async () => {
  const { graph } = await answering({
    '/v1.0/servicePrincipals(appId=': { id: 'graph', appRoles: [{ id: 'R1', value: 'User.Read.All' }] },
    '/v1.0/servicePrincipals/me/appRoleAssignments': {
      value: [
        { id: 'a1', appRoleId: 'r1', resourceId: 'exchange' },
        { id: 'a2', appRoleId: 'unheard-of', resourceId: 'GRAPH' },
      ],
    },
  });
  expect(await readGrants(graph, 'me')).toEqual([{ permission: 'unheard-of', assignmentId: 'a2' }]);
});

test.each([
  ['of the customer', 'CustomerManaged', ['Domain', 'SPF', 'DKIM', 'DKIM2']],
  ['of Azure', 'AzureManaged', []],
])('a mail domain %s that reports no verification', async (_whose, domainManagement, unverified) => {
  const row = { id: '/D', name: 'mail.contoso.example', properties: { domainManagement } };
  const { arm } = await answering({ '/service/domains': { value: [row] } });
  expect(await readDomains(arm, '/service')).toMatchObject([{ id: '/d', unverified }]);
});

test('a linked domain that is not verified is named with its records', () => {
  const domain = {
    id: '/d',
    name: 'mail.contoso.example',
    isOwn: true,
    sendsFrom: 'mail.contoso.example',
    unverified: ['Domain' as const, 'SPF' as const],
  };
  const linked = { hostName: 'x', linkedDomains: ['/d'] };
  const commands = commandsFor({ group: 'g', subscription: null, cloud: 'global', shell: 'posix' });
  const facts = { app: 'a', service: 's', sender: null, commands };
  const results = judgeDomains(
    { kind: 'visible', value: [domain] },
    { kind: 'visible', value: linked },
    facts,
  );
  expect(results).toMatchObject([
    { state: 'missing', code: 'notVerified', isLinked: true, records: ['Domain', 'SPF'] },
  ]);
});

test.each([
  ['2026-11-19T23:59:00Z', '2026-11-19T23:59:00.000Z'],
  ['2026-11-19T23:59:00.1234567', '2026-11-19T23:59:00.123Z'],
  ['2026-11-19T23:59:00+02:00', '2026-11-19T21:59:00.000Z'],
  ['soon', null],
  [undefined, null],
])('an app changed at %s is so at %s', async (lastModifiedTimeUtc, at) => {
  const { arm } = await answering({ '/app': { properties: { defaultHostName: 'x', lastModifiedTimeUtc } } });
  expect((await readSite(arm, '/app')).modifiedAt).toBe(at === null ? null : Date.parse(at));
});
