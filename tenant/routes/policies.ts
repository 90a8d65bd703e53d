import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from '../refusal';
import { trusting } from '../world/directory';
import type { Policy } from '../world/policies';
import { listed } from './listing';
import type { Route } from './route';

/** The fields that Graph requires. */
const newPolicy = z.looseObject({
  displayName: z.string().min(1),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  conditions: z.looseObject({
    clientAppTypes: z.array(z.string()).min(1),
    applications: z.looseObject({ includeApplications: z.array(z.string()).min(1) }),
    users: z.looseObject({ includeUsers: z.array(z.string()) }),
  }),
  grantControls: z.looseObject({ operator: z.enum(['AND', 'OR']), builtInControls: z.array(z.string()) }),
});

export const POLICY_ROUTES: readonly Route[] = [
  {
    pattern: /^\/identity\/conditionalAccess\/policies$/i,
    permissions: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'],
    limit: 'conditionalAccess',
    answer: (service, call) => {
      // Conditional Access comes with P1.
      const { licence, world, madePolicies } = service;
      const items = licence === 'free' ? [] : [...world.policies, ...madePolicies];
      return listed(service, call, { context: 'identity/conditionalAccess/policies', items, properties: {} });
    },
  },
  {
    method: 'POST',
    pattern: /^\/identity\/conditionalAccess\/policies$/i,
    permissions: ['Policy.ReadWrite.ConditionalAccess'],
    limit: 'conditionalAccess',
    answer: ({ madePolicies }, call) => {
      const made = newPolicy.safeParse(call.body);
      if (!made.success) throw badRequest(`Invalid value: ${made.error.issues[0]?.path.join('.')}.`);
      const policy = { ...made.data, id: randomUUID(), createdDateTime: new Date(call.atMs).toISOString() };
      madePolicies.push(policy as unknown as Policy);
      return JSON.stringify(policy);
    },
  },
  {
    pattern: /^\/policies\/identitySecurityDefaultsEnforcementPolicy$/i,
    permissions: ['Policy.Read.All'],
    limit: null,
    answer: ({ securityDefaults }, call) =>
      JSON.stringify({
        '@odata.context': `${call.origin}/${call.version}/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
        id: '00000000-0000-0000-0000-000000000005',
        displayName: 'Security Defaults',
        description:
          'Security defaults is a set of basic identity security mechanisms recommended by Microsoft.',
        isEnabled: securityDefaults,
      }),
  },
  {
    pattern: /^\/policies\/crossTenantAccessPolicy\/default$/i,
    permissions: ['Policy.Read.All'],
    limit: null,
    answer: (_service, call) =>
      JSON.stringify({
        '@odata.context': `${call.origin}/${call.version}/$metadata#policies/crossTenantAccessPolicy/default/$entity`,
        isServiceDefault: true,
        inboundTrust: trusting(false),
      }),
  },
  {
    pattern: /^\/policies\/crossTenantAccessPolicy\/partners$/i,
    permissions: ['Policy.Read.All'],
    limit: null,
    answer: (service, call) => {
      const context = 'policies/crossTenantAccessPolicy/partners';
      return listed(service, call, { context, items: service.world.partners, properties: {} });
    },
  },
];
