import type { AccountView } from '../../domain/account/account';
import { viewOf } from '../../domain/account/accountView';
import { type Exception, isSameDecision } from '../../domain/account/exception';
import { kindOf } from '../../domain/account/kind';
import { readSentStates, tenantAround } from './accountViews';
import type { AskedBy } from './audited';
import { type ChangeExceptionDeps, changeException } from './changeException';
import { findAccount, type ListAccountsDeps } from './listAccounts';

export type ExceptAccountDeps = ListAccountsDeps & ChangeExceptionDeps;

/** The account as it is after the change, or why nothing was changed. */
export type ExceptOutcome =
  | { readonly kind: 'done'; readonly account: AccountView }
  | { readonly kind: 'unknownAccount' }
  | { readonly kind: 'breakGlass' }
  /** Another change came between: that one may stand. */
  | { readonly kind: 'overtaken' };

/**
 * Sets an exception in place of any other, or ends it. A second run changes nothing, and leaves no trace.
 *
 * @param asked.idOrUpn in any case
 * @param asked.exception `null` to end it
 * @throws FaultError if it may not be made
 */
export async function exceptAccount(
  deps: ExceptAccountDeps,
  asked: { readonly idOrUpn: string; readonly exception: Exception | null; readonly askedBy: AskedBy },
  now: Date,
): Promise<ExceptOutcome> {
  const { idOrUpn, exception, askedBy } = asked;
  const at = { breakGlass: deps.breakGlass, now: now.getTime() };
  const found = await findAccount(deps, idOrUpn);
  if (found === null) return { kind: 'unknownAccount' };
  // A break-glass account is for the day when everything else fails, and an exception would hide that it will not work.
  if (exception !== null && kindOf(found, at).kind === 'breakGlass') return { kind: 'breakGlass' };
  let facts = found;
  if (!isSameDecision(found.exception, exception)) {
    const change = { ...askedBy, accounts: [found], exception, at: now.toISOString() };
    const changed = await changeException(deps, change);
    const stored = changed.facts.get(found.userId);
    const isMade = stored !== undefined && isSameDecision(stored.exception, exception);
    if (!isMade && changed.error !== null) throw changed.error;
    if (stored === undefined) return { kind: 'unknownAccount' };
    if (!isMade) return { kind: 'overtaken' };
    facts = stored;
  }
  return {
    kind: 'done',
    account: viewOf(facts, {
      ...at,
      sent: await readSentStates(deps, at.now),
      ...(await tenantAround(deps, at.now)),
    }),
  };
}
