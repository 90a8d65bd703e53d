import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import type { Account, Cast } from './accounts';
import { TENANTS } from './places';
import type { Random } from './random';

/** The answers of Azure Resource Manager about the tenant, under Microsoft's names. */
export type Azure = {
  readonly portalSetting: object;
  readonly subscriptions: readonly Subscription[];
  /** By scope. */
  readonly assignments: Readonly<Record<string, readonly Assignment[]>>;
  /** By subscription, newest first. */
  readonly activity: Readonly<Record<string, readonly ActivityEvent[]>>;
};

type Subscription = ReturnType<typeof subscription>;
export type Assignment = ReturnType<typeof assignment>;
export type ActivityEvent = ReturnType<typeof event>;

export const ROOT_GROUP = `/providers/Microsoft.Management/managementGroups/${TENANTS.contoso.id}`;
export const PRODUCTION = 'f1000001-0000-4000-8000-000000000001';
export const SANDBOX = 'f1000002-0000-4000-8000-000000000002';

const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
export const WRITES = `${DEFINITIONS}/4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b`;
export const DELETES = `${DEFINITIONS}/db4a9d17-db75-4f46-9fcb-9f9526604417`;
export const SYSTEM_WRITES = `${DEFINITIONS}/54f51f64-eaa5-44cf-8674-830bcfd14d21`;
export const SYSTEM_DELETES = `${DEFINITIONS}/f69cd8b8-9a6e-46b4-be84-244e8b127944`;
const TAGS = `${DEFINITIONS}/871b6d14-10aa-478d-b590-94f262ecfa99`;

/** How long Microsoft's policies deny changes. Before that, the tenant's own audit policies only noted them. */
const ENFORCED_FOR_MS = 3 * DAY_MS;

/** Phase 1 was postponed and is enforced now. Phase 2 has been enforced for some days; before, the tenant had its own audit policies. */
export function makeAzure(cast: Cast, nowMs: number, random: Random): Azure {
  const production = `/subscriptions/${PRODUCTION}`;
  return {
    portalSetting: {
      id: '/providers/Microsoft.PortalServices/settings/default',
      name: 'default',
      type: 'Microsoft.PortalServices/settings',
      properties: {
        multiFactorAuthentication: {
          portalEnforcement: 'OptOut',
          portalJustification: 'Break-glass accounts are being moved to passkeys.',
          portalEnforcementDate: '2025-09-30T23:59:59Z',
        },
      },
    },
    subscriptions: [
      subscription(PRODUCTION, 'Contoso production', 'Enabled'),
      subscription(SANDBOX, 'Contoso sandbox', 'Disabled'),
    ],
    assignments: {
      [ROOT_GROUP]: [
        assignment(ROOT_GROUP, 'sys.mfa-write', {
          definition: SYSTEM_WRITES,
          effect: 'Deny',
          type: 'SystemHidden',
        }),
        assignment(ROOT_GROUP, 'sys.mfa-delete', {
          definition: SYSTEM_DELETES,
          effect: 'DenyAction',
          type: 'SystemHidden',
        }),
        assignment(ROOT_GROUP, 'inherit-tags', { definition: TAGS, effect: null, type: 'Custom' }),
      ],
      [production]: [
        assignment(production, 'audit-mfa-write', { definition: WRITES, effect: null, type: 'Custom' }),
        assignment(production, 'audit-mfa-delete', {
          definition: DELETES,
          effect: 'AuditAction',
          type: 'Custom',
        }),
      ],
    },
    activity: { [PRODUCTION]: activityOf(cast, nowMs, random) },
  };
}

export function subscription(subscriptionId: string, displayName: string, state: string) {
  return {
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    displayName,
    state,
    tenantId: TENANTS.contoso.id,
  };
}

type Assigned = { readonly definition: string; readonly effect: string | null; readonly type: string };

export function assignment(scope: string, name: string, { definition, effect, type }: Assigned) {
  return {
    id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/policyAssignments',
    properties: {
      displayName: name,
      policyDefinitionId: definition,
      scope,
      notScopes: [],
      enforcementMode: 'Default',
      assignmentType: type,
      parameters: effect === null ? {} : { effect: { value: effect } },
    },
  };
}

/** The changes without MFA in 10 days, among others. */
function activityOf(cast: Cast, nowMs: number, random: Random): ActivityEvent[] {
  const writers = [
    { account: cast.terraform, writes: 40, deletes: 6 },
    { account: cast.runbook, writes: 20, deletes: 0 },
    { account: cast.ropcSdk, writes: 9, deletes: 0 },
    { account: cast.refresher, writes: 3, deletes: 1 },
  ];
  const events: ActivityEvent[] = [];
  const at = () => nowMs - random.fraction() * 10 * DAY_MS - MINUTE_MS;
  for (const { account, writes, deletes } of writers) {
    for (let n = 0; n < writes; n++)
      events.push(policyEvent(account, at(), { nowMs, deletes: false, random }));
    for (let n = 0; n < deletes; n++)
      events.push(policyEvent(account, at(), { nowMs, deletes: true, random }));
  }
  // The rest of the log: changes with MFA, and notes of other policies.
  for (let n = 0; n < 60; n++) {
    events.push(
      event(cast.mailboxAdmin, at(), {
        operation: 'Microsoft.Compute/virtualMachines/write',
        policy: null,
        random,
      }),
    );
    events.push(
      event(cast.groupAdmin, at() - HOUR_MS, {
        operation: NOTES.audit,
        policy: { id: TAGS, effect: 'Audit' },
        random,
      }),
    );
  }
  return events.sort((a, b) => b.eventTimestamp.localeCompare(a.eventTimestamp));
}

export const NOTES = {
  audit: 'Microsoft.Authorization/policies/audit/action',
  deny: 'Microsoft.Authorization/policies/deny/action',
} as const;

type Change = { readonly nowMs: number; readonly deletes: boolean; readonly random: Random };

function policyEvent(account: Account, atMs: number, { nowMs, deletes, random }: Change): ActivityEvent {
  if (atMs >= nowMs - ENFORCED_FOR_MS) {
    const id = deletes ? SYSTEM_DELETES : SYSTEM_WRITES;
    return event(account, atMs, {
      operation: NOTES.deny,
      policy: { id, effect: deletes ? 'DenyAction' : 'Deny' },
      random,
    });
  }
  const id = deletes ? DELETES : WRITES;
  return event(account, atMs, {
    operation: NOTES.audit,
    policy: { id, effect: deletes ? 'AuditAction' : 'Audit' },
    random,
  });
}

type EventContent = {
  readonly operation: string;
  readonly policy: { readonly id: string; readonly effect: string } | null;
  readonly random: Random;
};

/** https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#policy-category (read 2026-11-21) */
export function event(
  account: Pick<Account, 'id' | 'userPrincipalName'>,
  atMs: number,
  { operation, policy, random }: EventContent,
) {
  const policies = policy && [
    {
      policyDefinitionId: `${policy.id}/`,
      policyDefinitionName: policy.id.split('/').at(-1),
      policyDefinitionEffect: policy.effect,
    },
  ];
  return {
    eventDataId: random.guid(),
    eventTimestamp: isoTime(Math.floor(atMs)).replace('Z', '1234Z'),
    caller: account.userPrincipalName,
    claims: {
      'http://schemas.microsoft.com/identity/claims/objectidentifier': account.id,
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': account.userPrincipalName,
      'http://schemas.microsoft.com/claims/authnmethodsreferences': policy === null ? 'pwd,mfa' : 'pwd',
    },
    category: { value: policy === null ? 'Administrative' : 'Policy' },
    level: policy === null ? 'Informational' : 'Warning',
    operationName: { value: operation, localizedValue: operation },
    status: { value: 'Succeeded', localizedValue: 'Succeeded' },
    properties: policies === null ? {} : { isComplianceCheck: 'False', policies: JSON.stringify(policies) },
  };
}
