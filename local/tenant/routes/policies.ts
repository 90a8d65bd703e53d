import { listed } from './listing';
import type { Route } from './route';

export const POLICY_ROUTES: readonly Route[] = [
  {
    pattern: /^\/identity\/conditionalAccess\/policies$/i,
    permissions: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'],
    limit: 'conditionalAccess',
    answer: (service, call) => {
      // Conditional Access comes with P1.
      const items = service.licence === 'free' ? [] : service.world.policies;
      return listed(service, call, { context: 'identity/conditionalAccess/policies', items, properties: {} });
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
];
