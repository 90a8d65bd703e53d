import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readArmPages } from './armPages';
import { type CheckResult, missing, ok } from './checkResult';
import type { Commands } from './commands';
import type { Person } from './person';
import { notVisible, type Visible } from './visible';

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const permission = z.object({ actions: texts, notActions: texts });

/** The actions that one role allows. */
export type Permission = z.infer<typeof permission>;

/**
 * The rights of the signed-in person at a scope. That Azure answers for a subscription too is [unverified]: the reference documents
 * groups and resources, and public scripts ask for subscriptions. The answer leaves out the conditions of a role.
 * https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group (read 2026-11-21)
 *
 * @throws ArmError
 */
export function readRights(arm: Arm, scope: string): Promise<readonly Permission[]> {
  return readArmPages(
    arm,
    `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
    permission,
  );
}

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21) */
const NEEDED = [
  {
    action: 'Microsoft.Resources/deployments/write',
    role: 'Contributor',
    code: 'mayNotDeploy',
    give: 'giveRole',
  },
  {
    action: 'Microsoft.Authorization/roleAssignments/write',
    role: 'Role Based Access Control Administrator',
    code: 'mayNotAssignRoles',
    give: 'giveLimitedRole',
  },
] as const;

export type Deployer = {
  readonly scope: string;
  readonly person: Person | null;
  /** Someone else may have deployed it. */
  readonly isDeployed: boolean;
  readonly commands: Commands;
};

export function judgeRights(
  rights: Visible<readonly Permission[]>,
  { scope, person, isDeployed, commands }: Deployer,
): readonly CheckResult[] {
  const check = 'rights';
  if (rights.kind !== 'visible') return [notVisible({ check, thing: 'rights', why: rights })];
  const absent = NEEDED.filter(({ action }) => !hasRight(rights, action));
  if (absent.length === 0) return [ok({ check, code: 'mayDeploy' })];
  if (isDeployed) return [ok({ check, code: 'neededToUpgrade', roles: absent.map(({ role }) => role) })];
  return absent.map(({ role, code, give }) =>
    missing({ check, code, role }, person === null ? null : commands[give](role, scope, person.id)),
  );
}

/** Rights that are not visible count as absent. */
export function hasRight(rights: Visible<readonly Permission[]>, action: string): boolean {
  return rights.kind === 'visible' && rights.value.some((one) => allows(one, action));
}

function allows({ actions, notActions }: Permission, action: string): boolean {
  return actions.some((one) => covers(one, action)) && !notActions.some((one) => covers(one, action));
}

/** In Azure's patterns, a star stands for any text, slashes included. */
function covers(pattern: string, action: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i').test(action);
}
