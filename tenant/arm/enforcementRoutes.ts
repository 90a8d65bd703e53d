import { Refusal } from '../refusal';
import type { Service } from '../routes/route';
import { type Assignment, ROOT_GROUP } from '../world/azure';
import { activityPage } from './activityPage';
import type { ArmCall } from './armCall';
import type { AzureScope } from './scopes';

export type ArmRoute = {
  /** GET by default. */
  readonly method?: 'POST';
  /** Matches the path; its first two groups, if any, are names. */
  readonly pattern: RegExp;
  /** Where the caller needs Reader; `null` if any identity gets an answer. */
  readonly scope: AzureScope | null;
  /** @throws Refusal */
  readonly answer: (service: Service, call: ArmCall, names: readonly string[]) => object;
};

const ASSIGNMENTS = '/providers/Microsoft.Authorization/policyAssignments';

export const ENFORCEMENT_ROUTES: readonly ArmRoute[] = [
  {
    pattern: /^\/providers\/Microsoft\.PortalServices\/settings\/default$/i,
    scope: 'portalServices',
    answer: ({ world }) => world.azure.portalSetting,
  },
  {
    pattern: /^\/subscriptions$/i,
    scope: null,
    // Azure lists the subscriptions in which the caller holds any role.
    answer: ({ world, azureScopes }) => ({
      value: azureScopes.has('subscriptions') ? world.azure.subscriptions : [],
    }),
  },
  {
    pattern:
      /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)\/providers\/Microsoft\.Authorization\/policyAssignments$/i,
    scope: 'rootManagementGroup',
    answer: ({ world }, { query }) => {
      requireFilter(query, 'atExactScope()');
      return { value: world.azure.assignments[ROOT_GROUP] ?? [] };
    },
  },
  {
    pattern:
      /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)\/providers\/Microsoft\.Authorization\/policyAssignments\/([^/]+)$/i,
    scope: 'rootManagementGroup',
    answer: ({ world }, _call, [, name]) => {
      const found = world.azure.assignments[ROOT_GROUP]?.find((assignment) => assignment.name === name);
      if (found === undefined)
        throw new Refusal(404, 'PolicyAssignmentNotFound', `The policy assignment '${name}' is not found.`);
      return found;
    },
  },
  {
    pattern: new RegExp(`^/subscriptions/([^/]+)${ASSIGNMENTS.replaceAll('.', '\\.')}$`, 'i'),
    scope: 'subscriptions',
    answer: (service, { query }, [id = '']) => {
      requireFilter(query, 'atScope()');
      return { value: inherited(service, id) };
    },
  },
  {
    pattern: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Insights\/eventtypes\/management\/values$/i,
    scope: 'subscriptions',
    answer: (service, call, [id = '']) => activityPage(service, call, service.world.azure.activity[id] ?? []),
  },
];

/** A subscription shows the assignments of the groups above it, even to a caller who may not read those groups. */
function inherited({ world: { azure } }: Service, subscriptionId: string): readonly Assignment[] {
  return [
    ...(azure.assignments[ROOT_GROUP] ?? []),
    ...(azure.assignments[`/subscriptions/${subscriptionId}`] ?? []),
  ];
}

function requireFilter(query: URLSearchParams, filter: string): void {
  const asked = query.get('$filter');
  if (asked !== filter)
    throw new Refusal(
      400,
      'InvalidFilterInQueryString',
      `The filter '${asked}' is not one that the simulated tenant knows.`,
    );
}
