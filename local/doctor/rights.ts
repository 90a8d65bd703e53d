import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Check, missing, ok } from './check';
import type { Commands } from './commands';
import { readAll } from './parties';
import type { Person } from './person';
import { type Seen, untold } from './see';

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const permission = z.object({ actions: texts, notActions: texts });

/** What one role allows. */
export type Permission = z.infer<typeof permission>;

/**
 * What the person who asks may do at a scope. That it answers for a subscription too is [unverified]: the reference documents groups
 * and resources, and public scripts ask for subscriptions. Conditions of a role are not seen.
 * https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group (read 2026-11-21)
 *
 * @throws ArmError
 */
export function readRights(arm: Arm, scope: string): Promise<readonly Permission[]> {
  return readAll(
    arm,
    `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
    permission,
  );
}

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21) */
const NEEDED = [
  { action: 'Microsoft.Resources/deployments/write', role: 'Contributor', to: 'deploy' },
  {
    action: 'Microsoft.Authorization/roleAssignments/write',
    role: 'Role Based Access Control Administrator',
    to: 'give the app its roles',
  },
] as const;

export type Deployer = {
  readonly scope: string;
  readonly person: Person | null;
  /** With everything in place, others may have deployed it. */
  readonly isDeployed: boolean;
  readonly commands: Commands;
};

const NAME = 'your Azure roles';

export function judgeRights(
  rights: Seen<readonly Permission[]>,
  { scope, person, isDeployed, commands }: Deployer,
): readonly Check[] {
  if (rights.kind !== 'seen')
    return [untold(NAME, rights, { what: 'what you may do there', role: 'Reader on the resource group' })];
  const lacking = NEEDED.filter(({ action }) => !hasRight(rights, action));
  if (lacking.length === 0) return [ok(NAME, 'You may deploy, and give the app its roles.')];
  if (isDeployed) {
    const names = lacking.map(({ role }) => role).join(' and ');
    return [ok(NAME, `All is deployed; who deploys an upgrade needs ${names} besides what you have.`)];
  }
  return lacking.map(({ role, to }) =>
    missing(
      `${NAME}: ${role}`,
      `You may not ${to}: an Owner of the resource group or subscription gives you the role ${role}.`,
      person === null ? null : commands.giveRole(role, scope, person.id),
    ),
  );
}

/** Whether a right is among them; not, where they are not seen. */
export function hasRight(rights: Seen<readonly Permission[]>, action: string): boolean {
  return rights.kind === 'seen' && rights.value.some((one) => allows(one, action));
}

function allows({ actions, notActions }: Permission, action: string): boolean {
  return actions.some((one) => covers(one, action)) && !notActions.some((one) => covers(one, action));
}

/** In patterns of Azure, a star stands for any text, slashes too. */
function covers(pattern: string, action: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i').test(action);
}
