import { z } from 'zod';
import { badRequest, notFound } from '../refusal';
import type { Policy } from '../world/policies';
import type { World } from '../world/world';
import type { Route } from './route';

const sameType = (name: string) => z.literal(`#microsoft.graph.${name}`);

/** https://learn.microsoft.com/graph/api/resources/usersignin (read 2026-11-29) */
const GUEST_TYPES = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
] as const;
const APP_GROUPS = ['MicrosoftAdminPortals', 'Office365', 'All'] as const;

const question = z.strictObject({
  signInIdentity: z.strictObject({
    '@odata.type': sameType('userSignIn'),
    userId: z.string(),
    externalUserType: z.enum(GUEST_TYPES).optional(),
    externalTenantId: z.guid().optional(),
  }),
  signInContext: z.object({
    '@odata.type': sameType('applicationContext'),
    // Microsoft documents only ids of apps. We assume that it accepts its own names of groups and refuses any other word.
    includeApplications: z.array(z.union([z.guid(), z.enum(APP_GROUPS)])).min(1),
  }),
  signInConditions: z.strictObject({
    clientAppType: z.enum(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other']),
    devicePlatform: z.string(),
  }),
  appliedPoliciesOnly: z.boolean().default(false),
});
type Question = z.infer<typeof question>;

/**
 * What If, over the tenant's own policies and directory.
 * https://learn.microsoft.com/graph/api/conditionalaccessroot-evaluate (read 2026-11-21)
 */
export const EVALUATE_ROUTE: Route = {
  method: 'POST',
  pattern: /^\/identity\/conditionalAccess\/evaluate$/i,
  permissions: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
  limit: 'conditionalAccess',
  answer: ({ world, licence }, call) => {
    const parsed = question.safeParse(call.body);
    if (!parsed.success) throw badRequest(`Invalid value: ${parsed.error.issues[0]?.path.join('.')}.`);
    const { userId, externalUserType } = parsed.data.signInIdentity;
    const found = identityOf(world, userId.toLowerCase());
    // It is not known whether Graph looks the guest type up in the directory if the question does not name it.
    const who = { ...found, isGuest: found.isGuest || externalUserType !== undefined };
    // Conditional Access comes with P1.
    const policies = licence === 'free' ? [] : world.policies;
    const value = policies
      .map((policy) => ({ policy, reason: reasonAgainst(policy, who, parsed.data) }))
      .filter(({ reason }) => reason === null || !parsed.data.appliedPoliciesOnly)
      .map(({ policy, reason }) => ({
        ...policy,
        policyApplies: reason === null,
        analysisReasons: reason ?? 'notSet',
      }));
    return JSON.stringify({
      '@odata.context': `${call.origin}/${call.version}/$metadata#Collection(microsoft.graph.whatIfAnalysisResult)`,
      value,
    });
  },
};

type Identity = {
  readonly userId: string;
  readonly isGuest: boolean;
  readonly groupIds: readonly string[];
  readonly roleIds: readonly string[];
};

function identityOf({ users, groups, assignments }: World, userId: string): Identity {
  const user = users.find(({ id }) => id === userId);
  if (user === undefined) throw notFound(`Resource '${userId}' does not exist.`);
  const groupIds = Object.values(groups)
    .filter(({ members }) => members.some(({ id }) => id === userId))
    .map(({ object }) => object.id);
  const roleIds = assignments
    .filter(({ principalId }) => principalId === userId || groupIds.includes(principalId))
    .map(({ roleDefinitionId }) => roleDefinitionId);
  return { userId, isGuest: user.userType === 'Guest', groupIds, roleIds };
}

/** `null` if the policy applies. A report-only policy applies too; its state shows that it only reports. */
function reasonAgainst({ state, conditions }: Policy, who: Identity, asked: Question): string | null {
  const { users, applications, clientAppTypes, locations } = conditions;
  if (state === 'disabled') return 'policyNotEnabled';
  if (!isNamed(who, { ids: users.includeUsers, groups: users.includeGroups, roles: users.includeRoles }))
    return 'users';
  if (isNamed(who, { ids: users.excludeUsers, groups: users.excludeGroups, roles: users.excludeRoles }))
    return 'users';
  const { includeApplications } = asked.signInContext;
  if (!includeApplications.every((app) => reaches(applications.includeApplications, app)))
    return 'application';
  if (includeApplications.some((app) => reaches(applications.excludeApplications, app))) return 'application';
  if (!clientAppTypes.includes('all') && !clientAppTypes.includes(asked.signInConditions.clientAppType))
    return 'clientApps';
  // The question names no IP address.
  return locations === null ? null : 'notEnoughInformation';
}

type Named = {
  readonly ids: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
};

function isNamed({ userId, isGuest, groupIds, roleIds }: Identity, { ids, groups, roles }: Named): boolean {
  return (
    ids.includes('All') ||
    ids.includes(userId) ||
    (isGuest && ids.includes('GuestsOrExternalUsers')) ||
    groupIds.some((id) => groups.includes(id)) ||
    roleIds.some((id) => roles.includes(id))
  );
}

function reaches(named: readonly string[], app: string): boolean {
  return named.includes('All') || named.includes(app);
}
