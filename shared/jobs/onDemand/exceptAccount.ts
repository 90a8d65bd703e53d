import type { AccountView } from '../../domain/account/account';
import { viewOf } from '../../domain/account/accountView';
import type { Exception } from '../../domain/account/exception';
import { kindOf } from '../../domain/account/kind';
import type { UpdateAccounts } from '../poll/reconcile';
import { readSentStates, tenantAround } from './accountViews';
import { findAccount, type ListAccountsDeps } from './listAccounts';

export type ExceptAccountDeps = ListAccountsDeps & { readonly updateAccounts: UpdateAccounts };

/** The account as it is after the change, or why nothing was changed. */
export type ExceptOutcome =
  | { readonly kind: 'done'; readonly account: AccountView }
  | { readonly kind: 'unknownAccount' }
  | { readonly kind: 'breakGlass' };

/**
 * Sets an exception in place of any other, or ends it.
 *
 * @param idOrUpn in any case
 * @param exception `null` to end it
 */
export async function exceptAccount(
  deps: ExceptAccountDeps,
  asked: { readonly idOrUpn: string; readonly exception: Exception | null },
  now: Date,
): Promise<ExceptOutcome> {
  const { idOrUpn, exception } = asked;
  const at = { breakGlass: deps.breakGlass, now: now.getTime() };
  const found = await findAccount(deps, idOrUpn);
  if (found === null) return { kind: 'unknownAccount' };
  // A break-glass account is for the day when everything else fails, and an exception would hide that it will not work.
  if (exception !== null && kindOf(found, at).kind === 'breakGlass') return { kind: 'breakGlass' };
  await deps.updateAccounts([found.userId], (_userId, stored) => stored && { ...stored, exception });
  const facts = await deps.accountOf(found.userId);
  if (facts === null) return { kind: 'unknownAccount' };
  return {
    kind: 'done',
    account: viewOf(facts, {
      ...at,
      sent: await readSentStates(deps, at.now),
      ...(await tenantAround(deps, at.now)),
    }),
  };
}
