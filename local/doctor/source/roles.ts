import { type CheckResult, missing, ok } from '../checkResult';
import { type Assigned, isAssigned } from '../roles';
import { notVisible, type Visible } from '../visible';

type Role = { readonly role: string; readonly id: string };

/** The role that a module of infra/ assigns, and wider ones that do as well: test/doctor/tables.test.ts compares. */
type RolesOfSource = Role & { readonly module: string; readonly wider: readonly Role[] };

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-30)
const READER = { role: 'Reader', id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' };

export const SOURCE_ROLES = {
  logAnalytics: {
    role: 'Log Analytics Data Reader',
    id: '3b03c2da-16b3-4a49-8834-0f8130efdd3b',
    module: 'workspaceReader',
    wider: [
      { role: 'Log Analytics Reader', id: '73c42c96-874c-492b-b04d-ab87d138a893' },
      { role: 'Log Analytics Contributor', id: '92aaf0da-9dab-42b6-94a3-d43ce8d16293' },
      { role: 'Monitoring Reader', id: '43d0d8ad-25c7-4714-9337-8ba259a9fe05' },
      READER,
    ],
  },
  eventHub: {
    role: 'Azure Event Hubs Data Receiver',
    id: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
    module: 'eventHubReader',
    wider: [{ role: 'Azure Event Hubs Data Owner', id: 'f526a384-b230-433a-b45c-95f59c4a2dec' }],
  },
} as const satisfies Readonly<Record<string, RolesOfSource>>;

export type RoleOnSource = {
  readonly kind: keyof typeof SOURCE_ROLES;
  /** Resource id of the workspace or hub. */
  readonly id: string;
  /** Its name. */
  readonly on: string;
  /** Assigns the role. */
  readonly command: string;
};

export function judgeSourceRole(
  assigned: Visible<readonly Assigned[]>,
  { kind, id, on, command }: RoleOnSource,
): CheckResult {
  const check = 'sourceRole';
  if (assigned.kind !== 'visible')
    return notVisible({ check, thing: 'sourceRoles', name: on, why: assigned });
  const { role, id: roleId, wider } = SOURCE_ROLES[kind];
  // With a wider role, the condition of the narrow one is without effect.
  const wide = wider.find((one) => isAssigned(assigned.value, one.id, id));
  if (wide !== undefined) return ok({ check, code: 'wider', role: wide.role, on });
  if (isAssigned(assigned.value, roleId, id)) return ok({ check, code: 'assigned', role, on });
  return missing({ check, code: 'notAssigned', role, on }, command);
}
