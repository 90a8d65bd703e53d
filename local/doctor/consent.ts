import { type Check, missing, notYet, ok, unknown } from './check';
import { type Seen, untold } from './see';

/**
 * Directory roles that may grant a permission of Graph to an app.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference (read 2026-11-21)
 */
const MAY_GRANT: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'Privileged Role Administrator',
};

export type GrantNeed = {
  /** `true` when the app has all that it must have; `null` where that is not seen. */
  readonly isGranted: boolean | null;
  /** What the one who may grant runs; `null` before there is an identity to grant to. */
  readonly command: string | null;
};

const NAME = 'consent';

/** Whether the person may grant the Graph permissions; another one may, so that before the deployment it is no more than a hint. */
export function judgeConsent(roles: Seen<readonly string[]>, { isGranted, command }: GrantNeed): Check {
  if (isGranted) return ok(NAME, 'The Graph permissions are granted: no further role is needed.');
  if (roles.kind !== 'seen')
    return untold(NAME, roles, { what: 'your own directory roles', role: 'an account of this tenant' });
  const held = roles.value.map((id) => MAY_GRANT[id]).find((name) => name !== undefined);
  if (held !== undefined) return ok(NAME, `You are ${held}, and may grant the Graph permissions.`);
  const hasNone =
    'You are neither Privileged Role Administrator nor Global Administrator now: activate the role, or ask somebody who holds it to run the command that grants the Graph permissions';
  if (isGranted === null)
    return unknown(NAME, `${hasNone}, unless they are granted, which you do not see.`, command);
  if (command === null) return notYet(NAME, `${hasNone}, once the app is deployed (README.md, "Deploy it").`);
  return missing(NAME, `${hasNone}.`, command);
}
