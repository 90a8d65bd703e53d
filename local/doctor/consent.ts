import { type CheckResult, missing, notYet, ok, unknown } from './checkResult';
import { notVisible, type Visible } from './visible';

/**
 * Directory roles that may grant Graph permissions to an app.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference (read 2026-11-21)
 */
const MAY_GRANT: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'Privileged Role Administrator',
};

export type GrantNeed = {
  /** `true` if the app has every permission that it requires; `null` if that is not visible. */
  readonly isGranted: boolean | null;
  /** Grants the permissions; `null` until there is an identity to grant them to. */
  readonly command: string | null;
};

/**
 * Whether the person may grant the Graph permissions. Before the deployment this is only a hint: another person may grant them.
 */
export function judgeConsent(
  roles: Visible<readonly string[]>,
  { isGranted, command }: GrantNeed,
): CheckResult {
  const check = 'consent';
  if (isGranted) return ok({ check, code: 'alreadyGranted' });
  if (roles.kind !== 'visible') return notVisible({ check, thing: 'ownRoles', why: roles });
  const role = roles.value.map((id) => MAY_GRANT[id]).find((name) => name !== undefined);
  if (role !== undefined) return ok({ check, code: 'mayConsent', role });
  if (isGranted === null) return unknown({ check, code: 'mayNeedConsent' }, command);
  if (command === null) return notYet({ check, code: 'mayNotConsentLater' });
  return missing({ check, code: 'mayNotConsent' }, command);
}
