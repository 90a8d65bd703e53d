import { readOptions, selected } from '../odata/queryOptions';
import { notFound } from '../refusal';
import { IDENTITY } from '../world/deployment';
import { GRAPH_ROLES } from '../world/graphRoles';
import { listed } from './listing';
import type { Licence, Route } from './route';

/** An admin's own sign-in has this delegated permission. */
const AS_ADMIN = ['Directory.AccessAsUser.All'];
const GRAPH = { appId: '00000003-0000-0000-c000-000000000000', id: 'f3000001-0000-4000-8000-000000000001' };

export const ADMIN_ROUTES: readonly Route[] = [
  {
    pattern: /^\/me$/i,
    permissions: AS_ADMIN,
    limit: null,
    answer: ({ world }, { query }) => {
      const [me] = world.users;
      if (me === undefined) throw notFound('Nobody is signed in.');
      return JSON.stringify(selected(me, readOptions(query, ['$select']).$select));
    },
  },
  {
    pattern: /^\/me\/transitiveMemberOf\/microsoft\.graph\.directoryRole$/i,
    permissions: AS_ADMIN,
    limit: null,
    answer: (service, call) => {
      const items = service.ownRoles.map((roleTemplateId) => ({ id: `d${roleTemplateId}`, roleTemplateId }));
      return listed(service, call, { context: 'directoryRoles', items, properties: {} });
    },
  },
  {
    pattern: /^\/subscribedSkus$/i,
    permissions: AS_ADMIN,
    limit: null,
    answer: (service, call) =>
      listed(service, call, { context: 'subscribedSkus', items: skusOf(service.licence), properties: {} }),
  },
  {
    pattern: /^\/servicePrincipals\(appId='([\da-f-]+)'\)$/i,
    permissions: AS_ADMIN,
    limit: null,
    answer: (_service, { query }, appId) => {
      if (appId !== GRAPH.appId) throw notFound(`Resource '${appId}' does not exist.`);
      const appRoles = Object.entries(GRAPH_ROLES).map(([value, id]) => ({ id, value, isEnabled: true }));
      const app = { ...GRAPH, displayName: 'Microsoft Graph', appRoles };
      return JSON.stringify(selected(app, readOptions(query, ['$select']).$select));
    },
  },
  {
    pattern: /^\/servicePrincipals\/([\da-f-]+)\/appRoleAssignments$/i,
    permissions: AS_ADMIN,
    limit: null,
    answer: (service, call, id) => {
      if (id !== IDENTITY.principalId || service.deployment === null)
        throw notFound(`Resource '${id}' does not exist.`);
      const items = service.deployment.grants.map((name) => ({
        id: `a-${name}`,
        appRoleId: GRAPH_ROLES[name] ?? '',
        principalId: id,
        resourceId: GRAPH.id,
        resourceDisplayName: 'Microsoft Graph',
      }));
      return listed(service, call, { context: 'appRoleAssignments', items, properties: {} });
    },
  },
];

const PLANS = {
  p1: { servicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', servicePlanName: 'AAD_PREMIUM' },
  p2: { servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', servicePlanName: 'AAD_PREMIUM_P2' },
  mail: { servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', servicePlanName: 'EXCHANGE_S_ENTERPRISE' },
} as const;

function skusOf(licence: Licence): object[] {
  const plans = { free: [], p1: [PLANS.p1], p2: [PLANS.p1, PLANS.p2] }[licence];
  const sku = (one: readonly (typeof PLANS)[keyof typeof PLANS][]) => ({
    capabilityStatus: 'Enabled',
    servicePlans: one.map((plan) => ({ ...plan, provisioningStatus: 'Success', appliesTo: 'User' })),
  });
  return [sku([PLANS.mail]), ...(plans.length > 0 ? [sku(plans)] : [])];
}
