import { expect, test } from '@jest/globals';
import { readGuestTrust } from '../../shared/graph/guestTrust';
import type { Reply } from '../loopbackServer';
import { connected } from './connect';

const POLICY = '/v1.0/policies/crossTenantAccessPolicy';
const [FABRIKAM, NORTHWIND, ADATUM] = [2, 3, 4].map((n) => `e000000${n}-0000-4000-8000-00000000000a`);

function tenant(byDefault: Reply, ...partners: readonly object[]) {
  return connected(({ url }) => (url === `${POLICY}/default` ? byDefault : { body: { value: partners } }));
}

test('a partner without a setting of its own is left to the default', async () => {
  const { graph, server } = await tenant(
    { body: { isServiceDefault: true, inboundTrust: { isMfaAccepted: true } } },
    { tenantId: FABRIKAM?.toUpperCase(), inboundTrust: { isMfaAccepted: false } },
    { tenantId: NORTHWIND, inboundTrust: null },
    { tenantId: ADATUM, inboundTrust: { isMfaAccepted: null } },
  );
  expect(await readGuestTrust(graph)).toEqual({ byDefault: true, byTenant: { [FABRIKAM ?? '']: false } });
  expect(server.asked.map(({ url }) => url)).toEqual([`${POLICY}/default`, `${POLICY}/partners`]);
});

test('a tenant that has set nothing takes no MFA of others', async () => {
  const { graph } = await tenant({ body: { inboundTrust: null } });
  expect(await readGuestTrust(graph)).toEqual({ byDefault: false, byTenant: {} });
});

test('an answer of another shape is reported, and counts as no trust', async () => {
  const { graph } = await tenant({ body: { inboundTrust: 'all of them' } });
  await expect(readGuestTrust(graph)).rejects.toMatchObject({ code: 'badAnswer' });
});
